// Pictures are asked for again when something has arrived, but not more often than this, and never twice at once.
const PAUSE_MS = 2000;

// Those of a large campaign take a second of a core that the campaign itself could do with: a tenth of the time at most.
const PAUSE_PER_RUN = 9;

/** Runs a task when it is due; what is asked for meanwhile is done once afterwards. */
export class Refresher {
  constructor(task) {
    this.task = task;
    this.running = false;
    this.again = false;
    this.last = -Infinity;
    this.pause = PAUSE_MS;
    this.timer = null;
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && this.again) this.due();
    });
  }

  /** Asks for a run. */
  due() {
    this.again = true;
    if (this.running || this.timer || document.hidden) return;
    const wait = Math.max(0, this.last + this.pause - performance.now());
    this.timer = setTimeout(() => this.run(), wait);
  }

  /** Asks for a run at once, after something was chosen. */
  now() {
    this.last = -Infinity;
    clearTimeout(this.timer);
    this.timer = null;
    this.due();
  }

  async run() {
    this.timer = null;
    this.running = true;
    this.again = false;
    const begun = performance.now();
    try {
      await this.task();
    } finally {
      this.last = performance.now();
      this.pause = Math.max(PAUSE_MS, PAUSE_PER_RUN * (this.last - begun));
      this.running = false;
      if (this.again) this.due();
    }
  }
}

/** Puts the reason into each picture, unless the question was dropped for another one. */
export function failed(error, ...figures) {
  if (error.name === 'AbortError') return;
  figures.forEach((figure) => figure.message(error.message, error.status !== 404));
}
