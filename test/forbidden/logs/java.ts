import type { Log } from "./log.ts";

/** azure-core over Netty, OkHttp and the JDK's client, Spring Boot, and the Jenkins plug-in. */
export const java: readonly Log[] = [
  [
    "name-resolution kv-one",
    `Caused by: java.net.UnknownHostException: kv-one.vault.azure.net
	at java.base/java.net.InetAddress$CachedAddresses.get(InetAddress.java:797)
	at io.netty.resolver.DefaultNameResolver.doResolve(DefaultNameResolver.java:43)`,
  ],
  [
    "name-resolution kv-one",
    `reactor.core.Exceptions$ReactiveException: java.net.UnknownHostException: Failed to resolve 'kv-one.vault.azure.net' [A(1), AAAA(28)] after 4 queries`,
  ],
  [
    "name-resolution kv-one",
    `java.lang.RuntimeException: Max retries 3 times exceeded. Error Details: Failed to resolve 'kv-one.vault.azure.net' after 2 queries
	at com.azure.core.http.policy.RetryPolicy.lambda$attemptAsync$1(RetryPolicy.java:111)`,
  ],
  [
    "name-resolution kv-one",
    `java.io.UncheckedIOException: java.net.UnknownHostException: kv-one.vault.azure.net: Name or service not known
	at okhttp3.Dns$Companion$DnsSystem.lookup(Dns.kt:49)`,
  ],
  [
    "dns-server kv-one",
    `java.net.UnknownHostException: kv-one.vault.azure.net: Temporary failure in name resolution
	at java.base/java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method)`,
  ],
  [
    "dns-server kv-one",
    `java.net.UnknownHostException: Failed to resolve 'kv-one.vault.azure.net' [A(1)]
Caused by: io.netty.resolver.dns.DnsNameResolverTimeoutException: [52011: /10.0.0.4:53] DefaultDnsQuestion(kv-one.vault.azure.net. IN A) query via UDP timed out after 5000 milliseconds`,
  ],
  [
    "timeout kv-one 10.1.2.4:443",
    `io.netty.channel.ConnectTimeoutException: connection timed out after 10000 ms: kv-one.vault.azure.net/10.1.2.4:443
	at io.netty.channel.nio.AbstractNioChannel$AbstractNioUnsafe$1.run(AbstractNioChannel.java:261)`,
  ],
  [
    "timeout kv-one 203.0.113.20:443",
    `java.lang.RuntimeException: Max retries 3 times exceeded. Error Details: Connection timed out: no further information: kv-one.vault.azure.net/203.0.113.20:443
	at com.azure.core.http.policy.RetryPolicy.lambda$attemptAsync$1(RetryPolicy.java:127)`,
  ],
  [
    "timeout kv-one 203.0.113.20:",
    `org.apache.http.conn.HttpHostConnectException: Connect to kv-one.vault.azure.net:443 [kv-one.vault.azure.net/203.0.113.20] failed: Connection timed out: connect at java.net.PlainSocketImpl`,
  ],
  [
    "timeout -",
    `java.lang.RuntimeException: Max retries 3 times exceeded. Error Details: connect timed out
	at com.azure.core.http.policy.RetryPolicy.lambda$attemptAsync$1(RetryPolicy.java:119)`,
  ],
  [
    "timeout kv-one",
    `reactor.core.Exceptions$ReactiveException: java.util.concurrent.TimeoutException: Did not observe any item or terminal signal within 60000ms in 'map' (and no fallback has been configured); GET https://kv-one.vault.azure.net/secrets/db`,
  ],
  [
    "timeout kv-one",
    `java.net.http.HttpConnectTimeoutException: HTTP connect timed out
	at java.net.http/jdk.internal.net.http.HttpClientImpl.send; spring.cloud.azure.keyvault.secret.endpoint=https://kv-one.vault.azure.net`,
  ],
  [
    "refused kv-one 10.1.2.4:443",
    `io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: kv-one.vault.azure.net/10.1.2.4:443
Caused by: java.net.ConnectException: Connection refused`,
  ],
  [
    "refused kv-one",
    `reactor.netty.http.client.PrematureCloseException: Connection prematurely closed BEFORE response: https://kv-one.vault.azure.net/secrets/db`,
  ],
  [
    "refused kv-one",
    `java.net.SocketException: Connection reset at java.base/sun.nio.ch.NioSocketImpl.implRead, request to https://kv-one.vault.azure.net/secrets/db`,
  ],
  [
    "tls kv-one",
    `javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target (https://kv-one.vault.azure.net) at java.base/java.lang.Thread.run`,
  ],
  [
    "tls kv-one",
    `java.security.cert.CertificateException: No subject alternative DNS name matching kv-one.privatelink.vaultcore.azure.net found. at java.base/sun.security.util.HostnameChecker`,
  ],
  [
    "proxy kv-one",
    `io.netty.handler.proxy.ProxyConnectException: http, none, /10.0.0.9:3128 => kv-one.vault.azure.net/<unresolved>:443, timeout`,
  ],
  [
    "token -",
    `com.azure.identity.CredentialUnavailableException: ManagedIdentityCredential authentication unavailable. Connection to IMDS endpoint cannot be established.`,
  ],
  [
    "token(timeout) - 203.0.113.90:443",
    `com.azure.identity.CredentialUnavailableException: ClientSecretCredential failed: connection timed out after 10000 ms: login.microsoftonline.com/203.0.113.90:443 at io.netty.channel`,
  ],
];
