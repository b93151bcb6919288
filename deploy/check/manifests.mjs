import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/**
 * @typedef {object} Manifest
 * @property {string} file from the folder
 * @property {Record<string, any>} object
 */

/**
 * @param {string} folder with its folders
 * @returns {Manifest[]} every document of every .yaml file
 * @throws Error that names a file which is not YAML or repeats a key
 */
export function readManifests(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.yaml'));
  return files.sort().flatMap((file) => parseManifests(file, readFileSync(join(folder, file), 'utf8')));
}

/** @returns {Manifest[]} of one text */
export function parseManifests(file, text) {
  return parseAllDocuments(text).map((document) => {
    if (document.errors.length) throw new Error(`${file}: ${document.errors[0].message}`);
    return { file, object: document.toJS() };
  });
}

/** The pod that a Deployment or a Job makes; undefined for the rest. */
export const podOf = ({ object }) => object.spec?.template?.spec;
