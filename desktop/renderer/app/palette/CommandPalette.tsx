import { useContext, useMemo, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon';
import { KeyHint } from '../../ui/KeyHint';
import { useAppDispatch } from '../hooks';
import { useHotkey } from '../hotkeys/use-hotkey';
import { dialWished } from '../state/dial';
import { PaletteContext, usePaletteCommands, type PaletteCommand } from './palette-commands';
import './palette.css';
import { useShellCommands } from './use-shell-commands';

const LOOKS_LIKE_A_NUMBER = /^\+?[\d\s()-]{5,}$/u;

/** Ctrl+K: everything that can be done, found by a few letters; a phone number is offered to be called. */
export function CommandPalette() {
  const { t } = useTranslation('common');
  const [isOpen, setIsOpen] = useState(false);
  usePaletteCommands(useShellCommands());
  useHotkey('palette', () => setIsOpen((open) => !open));
  return (
    <ModalOverlay className="fm-overlay" isOpen={isOpen} onOpenChange={setIsOpen} isDismissable>
      <Modal className="fm-modal fm-palette">
        <Dialog className="fm-dialog" aria-label={t('palette.title')}>
          <PaletteContent onDone={() => setIsOpen(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteContent({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('common');
  const dispatch = useAppDispatch();
  const sources = useContext(PaletteContext);
  const { contains } = useFilter({ sensitivity: 'base' });
  const [text, setText] = useState('');
  const all = useMemo(() => sources.list(), [sources]);
  const number = text.trim();
  const call: readonly PaletteCommand[] = LOOKS_LIKE_A_NUMBER.test(number)
    ? [
        {
          id: 'call-number',
          label: t('palette.dial', { number }),
          icon: 'phoneOut',
          run: () => void dispatch(dialWished({ number })),
        },
      ]
    : [];
  const found = [...call, ...all.filter((command) => contains(command.label, number))];
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField className="fm-palette-search" aria-label={t('palette.title')} autoFocus>
        <Icon name="search" />
        <Input className="fm-search-input" placeholder={t('palette.placeholder')} />
        <KeyHint keys="Escape" />
      </SearchField>
      <Menu
        className="fm-menu fm-palette-list"
        aria-label={t('palette.title')}
        items={found}
        renderEmptyState={() => <p className="fm-palette-empty">{t('palette.empty')}</p>}
        onAction={(id) => {
          onDone();
          found.find((command) => command.id === id)?.run();
        }}
      >
        {(command) => (
          <MenuItem id={command.id} textValue={command.label} className="fm-menu-item">
            <Icon name={command.icon} />
            <span className="fm-menu-words fm-menu-grow">
              {command.label}
              {command.detail !== undefined && <span className="fm-menu-detail">{command.detail}</span>}
            </span>
            {command.keys !== undefined && <KeyHint keys={command.keys} />}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}
