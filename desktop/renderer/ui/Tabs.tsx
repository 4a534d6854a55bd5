import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import './tabs.css';

export interface TabContent<Key extends string> {
  readonly key: Key;
  readonly label: string;
  /** How many there are inside; 0 is not shown. */
  readonly count?: number;
  readonly content: ReactNode;
}

interface TabsProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly TabContent<Key>[];
  readonly selected: Key;
  readonly onSelect: (key: Key) => void;
  /** Stands to the right of the tabs. */
  readonly aside?: ReactNode;
}

/** Pages of one pane; arrow keys move between the tabs. */
export function Tabs<Key extends string>({ label, tabs, selected, onSelect, aside }: TabsProps<Key>) {
  return (
    <AriaTabs
      className="fm-tabs"
      selectedKey={selected}
      onSelectionChange={(key) => {
        const tab = tabs.find((candidate) => candidate.key === key);
        if (tab) onSelect(tab.key);
      }}
    >
      <div className="fm-tabs-head">
        <TabList className="fm-tab-list" aria-label={label}>
          {tabs.map((tab) => (
            <Tab key={tab.key} id={tab.key} className="fm-tab">
              {tab.label}
              {tab.count !== undefined && tab.count > 0 && <span className="fm-tab-count">{tab.count}</span>}
            </Tab>
          ))}
        </TabList>
        {aside !== undefined && <div className="fm-tabs-aside">{aside}</div>}
      </div>
      {tabs.map((tab) => (
        <TabPanel key={tab.key} id={tab.key} className="fm-tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
