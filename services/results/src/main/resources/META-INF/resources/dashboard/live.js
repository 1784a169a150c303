// One stream of server-sent events for the whole page; the browser connects anew when it breaks.

/** Calls the listeners by event name with what arrives, and `changed` when the connection comes or goes. */
export function follow(listeners, changed) {
  let source = null;
  let retry = null;

  function open() {
    source = new EventSource('/api/live');
    source.addEventListener('open', () => changed(true));
    source.addEventListener('error', () => {
      changed(false);
      // After a refusal (too many pages) the browser gives up by itself.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, 5000);
    });
    for (const [name, listener] of Object.entries(listeners)) {
      source.addEventListener(name, (event) => listener(JSON.parse(event.data)));
    }
  }

  open();
  addEventListener('pagehide', () => {
    clearTimeout(retry);
    source.close();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) open();
  });
}
