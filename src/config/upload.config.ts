import { join, resolve } from 'node:path';
import { registerAs, type ConfigType } from '@nestjs/config';
import { IsIn, IsString, ValidateIf } from 'class-validator';
import { readEnv } from './read-env.js';

export class UploadEnv {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV = 'development';

  @IsString()
  DATA_DIR = './data';

  /** Uploaded pictures must outlive the container that took them, so production says where. */
  @ValidateIf((env: UploadEnv) => env.NODE_ENV === 'production' || env.UPLOAD_DIR !== undefined)
  @IsString({ message: '$property must be a folder that is kept, a volume for one' })
  UPLOAD_DIR?: string;
}

export const uploadConfig = registerAs('upload', () => {
  const env = readEnv(UploadEnv);
  return {
    /** An absolute path; made with the first upload. */
    dir: resolve(env.UPLOAD_DIR ?? join(env.DATA_DIR, 'uploads')),
  };
});
export type UploadConfig = ConfigType<typeof uploadConfig>;
