import config, { E2E } from '../jest.config.js';

export default { ...config, testMatch: E2E };
