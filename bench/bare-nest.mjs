// A Nest application with one route that returns its standard input: the lower bound of every read.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

const answer = JSON.parse(readFileSync(0, 'utf8'));

class BareController {
  read() {
    return answer;
  }
}
Get()(BareController.prototype, 'read', Object.getOwnPropertyDescriptor(BareController.prototype, 'read'));
Controller()(BareController);

class BareModule {}
Module({ controllers: [BareController] })(BareModule);

const app = await NestFactory.create(BareModule, { logger: false });
await app.listen(Number(process.argv[2]), '127.0.0.1');
process.send?.('ready');
