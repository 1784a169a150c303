import { get } from './api.js';
import { say } from './dom.js';
import { FlavorView } from './flavor.js';
import { LensingView } from './lensing.js';
import { follow } from './live.js';
import { SystemView } from './system.js';
import { startTheme } from './theme.js';

const NAMES = ['flavor', 'lensing', 'system'];

startTheme(document.getElementById('theme'));
const options = get('/api/options');
options.catch(() => say(document.getElementById('notice'), 'what the forms offer could not be asked for; reload the page'));
const section = (name) => document.getElementById(`view-${name}`);
const views = {
  flavor: new FlavorView(section('flavor'), options),
  lensing: new LensingView(section('lensing'), options),
  system: new SystemView(section('system')),
};

/** Shows the view that the address names. */
function route() {
  const wanted = location.hash.slice(1);
  if (wanted === 'main') return;
  const name = NAMES.includes(wanted) ? wanted : 'flavor';
  for (const other of NAMES) {
    section(other).hidden = other !== name;
    const link = document.querySelector(`a[data-view="${other}"]`);
    if (other === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${document.querySelector(`a[data-view="${name}"]`).textContent} – Nustream`;
  views[name].shown();
}

addEventListener('hashchange', route);
route();

const notice = document.getElementById('notice');
const connection = document.getElementById('connection');

follow({
  campaigns: (news) => {
    const away = news.error ? `${news.error}: campaigns cannot be started, watched or cancelled; what results holds is shown.` : '';
    say(notice, away);
    notice.hidden = away === '';
    views.flavor.update(news);
    views.lensing.update(news);
  },
  system: (view) => views.system.update(view),
}, (connected) => {
  say(connection, connected ? 'live' : 'connection lost, trying again');
  connection.classList.toggle('lost', !connected);
});
