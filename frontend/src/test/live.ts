type Listener = (event: MessageEvent<string>) => void;

/** An EventSource whose other end is the test. */
export class FakeEventSource {
  static readonly CLOSED = 2;
  static all: FakeEventSource[] = [];
  readyState = 0;
  readonly url: string;
  private readonly listeners = new Map<string, Listener[]>();

  constructor(url: string) {
    this.url = url;
    FakeEventSource.all.push(this);
  }

  addEventListener(name: string, listener: Listener): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }

  say(name: string, data: unknown = {}): void {
    const event = new MessageEvent<string>(name, { data: JSON.stringify(data) });
    for (const listener of this.listeners.get(name) ?? []) listener(event);
  }
}

export function lastLine(): FakeEventSource {
  const line = FakeEventSource.all.at(-1);
  if (!line) throw new Error("no live line");
  return line;
}
