import type { ReactElement } from 'react';
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import './select.css';
import { Icon, type IconName } from './Icon';
import { KeyHint } from './KeyHint';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon?: IconName;
  readonly keys?: string;
  readonly isDisabled?: boolean;
  readonly isSelected?: boolean;
}

export interface MenuGroup {
  readonly id: string;
  readonly label?: string;
  readonly entries: readonly MenuEntry[];
}

interface MenuProps {
  readonly label: string;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly groups: readonly MenuGroup[];
  readonly onAction: (id: string) => void;
}

/** A menu behind a button, in groups; arrow keys, type-ahead, Esc closes and gives the focus back. */
export function Menu({ label, trigger, groups, onAction }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="fm-popover" offset={4}>
        <AriaMenu className="fm-menu" aria-label={label} onAction={(key) => onAction(String(key))}>
          {groups.map((group) => (
            <MenuSection key={group.id} aria-label={group.label ?? label}>
              {group.label !== undefined && <Header className="fm-menu-heading">{group.label}</Header>}
              {group.entries.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  textValue={entry.label}
                  className="fm-menu-item"
                  isDisabled={entry.isDisabled === true}
                >
                  {entry.icon && <Icon name={entry.icon} />}
                  <span className="fm-menu-words fm-menu-grow">
                    {entry.label}
                    {entry.detail !== undefined && <span className="fm-menu-detail">{entry.detail}</span>}
                  </span>
                  {entry.isSelected === true && <Icon name="check" />}
                  {entry.keys !== undefined && <KeyHint keys={entry.keys} />}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
