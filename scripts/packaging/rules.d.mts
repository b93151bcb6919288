export interface Manifest {
  file: string;
  object: Record<string, unknown>;
}

export interface Expected {
  user: string;
  volumes: string[];
  port: string;
  variables: string[];
  required: string[];
  paths: string[];
}

export function allFindings(root: string): Promise<string[]>;
export function expectedIn(root: string): Expected;
export function composeFindings(text: string, expected: Expected): string[];
export function composeLint(text: string): string[];
export function dockerfileFindings(text: string): string[];
export function kubernetesFindings(manifests: Manifest[], expected: Expected): string[];
export function fieldFindings(manifests: Manifest[]): Promise<string[]>;
export function schemaFindings(manifests: Manifest[]): Promise<string[]>;
export function parseManifests(file: string, text: string): Manifest[];
export function readManifests(folder: string): Manifest[];
