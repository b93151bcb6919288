/** What a test file gets from '@jest/globals'. */
export const { jest, expect, describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = globalThis;
