import { UserMenu } from '../../app/layout/UserMenu';

/** The bar on top of every agent page. */
export function CallBar() {
  return (
    <header className="fm-bar">
      <UserMenu kind="bar" />
    </header>
  );
}
