#!/usr/bin/env node
// Starts the command line, on a Node that can run it. Written for the oldest Node that people may have.
'use strict';

var fs = require('fs');
var path = require('path');

var OLDEST_NODE = 22;
var root = path.dirname(__dirname);
var cli = path.join(root, 'out', 'main', 'cli.js');
var packages = path.join(root, 'node_modules');

function stop(sentence) {
  process.stderr.write('tandem: ' + sentence + '\n');
  process.exit(2);
}

/** The Node that came with the dependencies, or undefined. */
function ownNode() {
  var program = process.platform === 'win32' ? 'node.exe' : 'node';
  var names = ['node-' + process.platform + '-' + process.arch, 'node-bin-' + process.platform + '-' + process.arch];
  if (process.platform === 'win32') names = ['node-win-' + process.arch];
  return names
    .map(function (name) {
      return path.join(packages, name, 'bin', program);
    })
    .filter(fs.existsSync)[0];
}

function runOn(node) {
  var child = require('child_process').spawn(node, [__filename].concat(process.argv.slice(2)), {
    // Over the channel the command hears when this process is killed, and ends too.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal);
    });
  });
  child.on('error', function () {
    stop('the Node in node_modules cannot be started; delete node_modules, then run `npm run -s tandem -- …`.');
  });
  child.on('exit', function (code, signal) {
    process.exit(signal ? 130 : code);
  });
}

if (!fs.existsSync(cli) || !fs.existsSync(path.join(packages, 'better-sqlite3'))) {
  stop('the studio is not built yet; run `npm run -s tandem -- …` once, which does that and then runs your command.');
} else if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) {
  import(require('url').pathToFileURL(cli).href).catch(function (error) {
    stop(
      'the studio cannot be started (' +
        String(error.message).split('\n')[0] +
        '); run `npm run -s tandem -- …` once to set it up again.',
    );
  });
} else if (ownNode()) {
  runOn(ownNode());
} else {
  stop(
    'Node ' +
      process.versions.node +
      ' is too old for the database; install Node ' +
      OLDEST_NODE +
      ' or newer, or run `npm run -s tandem -- …` to get one.',
  );
}
