export type Method = 'get' | 'post' | 'delete';
