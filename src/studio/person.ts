import { userInfo } from 'node:os';

/** The person at this machine, by the name of the account; empty where the system does not say. */
export function personOfMachine(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
