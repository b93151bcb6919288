import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import request from 'supertest';
import { inOrder } from './in-order.js';

const pass: RequestHandler = (_request, _response, next) => next();
const answerError: ErrorRequestHandler = (error, _request, response, _next) =>
  void response.status(400).send((error as Error).message);

function server(...steps: RequestHandler[]) {
  const app = express().use(inOrder(...steps));
  app.use((_request, response) => void response.send('reached'));
  return request(app.use(answerError));
}

describe('inOrder', () => {
  it('runs every step and then goes on', async () => {
    const seen: number[] = [];
    const note =
      (n: number): RequestHandler =>
      (_request, _response, next) => {
        seen.push(n);
        next();
      };
    await server(note(1), note(2), note(3)).get('/').expect(200, 'reached');
    expect(seen).toEqual([1, 2, 3]);
  });

  it.each<[string, RequestHandler]>([
    ['hands over an error', (_request, _response, next) => next(new Error('no'))],
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('ends with the error of a step that %s, and runs none after it', async (_, fail) => {
    let ran = false;
    const after: RequestHandler = (_request, _response, next) => {
      ran = true;
      next();
    };
    await server(pass, fail, after).get('/').expect(400, 'no');
    expect(ran).toBe(false);
  });

  it('leaves it to a step to answer', async () => {
    await server(pass, (_request, response) => void response.send('here'), pass)
      .get('/')
      .expect(200, 'here');
  });
});
