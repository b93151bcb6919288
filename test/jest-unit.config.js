import config, { UNIT } from '../jest.config.js';

export default { ...config, testMatch: UNIT };
