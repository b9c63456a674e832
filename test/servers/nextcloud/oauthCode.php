<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does who lets an OAuth2 client in, run inside an installation: `php oauthCode.php USER`
// prints client, secret and authorization code as JSON. The token itself comes from Nextcloud's own endpoint.

use OC\Authentication\Token\IProvider;
use OCA\OAuth2\Db\AccessToken;
use OCA\OAuth2\Db\AccessTokenMapper;
use OCA\OAuth2\Db\Client;
use OCA\OAuth2\Db\ClientMapper;
use OCP\App\IAppManager;
use OCP\Authentication\Token\IToken;
use OCP\Security\ICrypto;
use OCP\Security\ISecureRandom;
use OCP\Server;

define('OC_CONSOLE', 1);
require getcwd() . '/lib/base.php';
Server::get(IAppManager::class)->loadApps();

[, $user] = $argv;
$random = Server::get(ISecureRandom::class);
$crypto = Server::get(ICrypto::class);
[$secret, $token, $code] = array_map(static fn (int $length): string => $random->generate($length, ISecureRandom::CHAR_ALPHANUMERIC), [64, 72, 128]);

$client = new Client();
$client->setName('conformance');
$client->setRedirectUri('http://127.0.0.1/');
$client->setSecret(bin2hex($crypto->calculateHMAC($secret)));
$client->setClientIdentifier($random->generate(64, ISecureRandom::CHAR_ALPHANUMERIC));
$client = Server::get(ClientMapper::class)->insert($client);

$granted = Server::get(IProvider::class)->generateToken($token, $user, $user, null, 'conformance', IToken::PERMANENT_TOKEN, IToken::DO_NOT_REMEMBER);
$access = new AccessToken();
$access->setClientId($client->getId());
$access->setEncryptedToken($crypto->encrypt($token, $code));
$access->setHashedCode(hash('sha512', $code));
$access->setTokenId($granted->getId());
$access->setCodeCreatedAt(time());
Server::get(AccessTokenMapper::class)->insert($access);

echo json_encode(['client' => $client->getClientIdentifier(), 'secret' => $secret, 'code' => $code], JSON_THROW_ON_ERROR), "\n";
