import { openChannel, type Handler } from './channel.ts';

/** The application's end of the channel to the test. Each part of the double adds what it answers. */

if (!process.send) throw new Error('The Electron double needs the channel to the test that starts it.');
const send = process.send.bind(process);

export const handlers: Record<string, Handler> = {};
export const channel = openChannel(
  { send: (message) => void send(message), on: (event, listener) => void process.on(event, listener) },
  handlers,
);
