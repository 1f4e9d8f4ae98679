// What standard tools ask of any gRPC server, through the protos that the standard packages bring: health and reflection.
'use strict';
const assert = require('node:assert/strict');
const path = require('node:path');
const { Client, load, loadSerialized, status } = require('./client');

const HEALTH = 'grpc.health.v1.Health/Check';
const REFLECTION = 'grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo';

async function checkHealth(address) {
  const proto = path.join(path.dirname(require.resolve('grpc-health-check/package.json')), 'proto');
  await within(new Client(address, load([proto], ['health/v1/health.proto'])), async (client) => {
    assert.equal((await client.call(HEALTH, { service: '' })).status, 'SERVING');
    const error = await client.call(HEALTH, { service: 'none.such' }).then(() => assert.fail('was answered'), (e) => e);
    assert.equal(error.code, status.NOT_FOUND);
  });
}

// Reads every contract from the server itself and calls it with that. Gives how many services it tells.
async function checkReflection(address, served) {
  const proto = path.join(path.dirname(require.resolve('@grpc/reflection/package.json')), 'build/proto');
  const definitions = load([proto], ['grpc/reflection/v1alpha/reflection.proto']);
  return within(new Client(address, definitions), async (client) => {
    const [answer] = await client.converse(REFLECTION, [{ list_services: '' }]);
    const names = answer.list_services_response.service.map((service) => service.name);
    assert.deepEqual(packagesOf(names), [...new Set(served)].sort());
    const ours = names.filter((name) => name.startsWith('adagio.'));
    const files = await filesOf(client, ours);
    await within(new Client(address, loadSerialized(files)), async (learned) => {
      for (const name of ours) assert.ok(learned.definitions[name], `${name} is not in what reflection gives`);
      const told = await learned.call('adagio.server.v1.ServerService/GetServer', {});
      assert.deepEqual(told.contracts, served);
    });
    return ours.length;
  });
}

function packagesOf(names) {
  const ours = names.filter((name) => name.startsWith('adagio.'));
  return [...new Set(ours.map((name) => name.slice(0, name.lastIndexOf('.'))))].sort();
}

// The serialized files that define the services, each once.
async function filesOf(client, names) {
  const answers = await client.converse(REFLECTION, names.map((name) => ({ file_containing_symbol: name })));
  const found = answers.flatMap((answer) => answer.file_descriptor_response.file_descriptor_proto);
  return [...new Map(found.map((file) => [file.toString('base64'), file])).values()];
}

async function within(client, use) {
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

module.exports = { checkHealth, checkReflection };
