import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { roleSchema } from '../../../../shared/agents/vocabulary';
import { PhonePageLink } from '../../app/PhonePageLink';
import { Icon, type IconName } from '../../ui/Icon';
import { useDemoLoginsQuery, type DemoLogin } from './demo-logins';
import { LANGUAGE_NAMES } from '../../i18n/language-names';

const ROLE_ICONS = { agent: 'phone', lead: 'chart', qa: 'star', admin: 'gear' } as const satisfies Record<
  string,
  IconName
>;

interface DemoCardsProps {
  readonly isPending: boolean;
  readonly onEnter: (userName: string, password: string) => void;
}

/** The people of the demo world, each one click away. Outside a demo the list is empty and nothing shows. */
export function DemoCards({ isPending, onEnter }: DemoCardsProps) {
  const { t } = useTranslation('login');
  const { data } = useDemoLoginsQuery();
  if (data === undefined || data.logins.length === 0) return null;
  return (
    <section className="fm-demo" aria-labelledby="demo-title">
      <h2 id="demo-title" className="fm-demo-title">
        {t('demoTitle')}
      </h2>
      <div className="fm-demo-cards">
        {data.logins.map((login) => (
          <DemoCard key={login.userName} login={login} isPending={isPending} onEnter={onEnter} />
        ))}
      </div>
      <p className="fm-demo-words">
        {t('demoWords')} <PhonePageLink />
      </p>
    </section>
  );
}

function DemoCard({ login, isPending, onEnter }: DemoCardsProps & { readonly login: DemoLogin }) {
  const { t } = useTranslation('login');
  const role = roleSchema.safeParse(login.role);
  return (
    <Button className="fm-demo-card" isDisabled={isPending} onPress={() => onEnter(login.userName, login.password)}>
      <span className="fm-demo-icon">
        <Icon name={role.success ? ROLE_ICONS[role.data] : 'user'} />
      </span>
      <span className="fm-demo-who">
        <strong>{login.displayName}</strong>
        <span className="quiet">
          {role.success ? t(`role.${role.data}`) : login.role} ·{' '}
          <span lang={login.language}>{LANGUAGE_NAMES[login.language]}</span>
        </span>
      </span>
    </Button>
  );
}
