import type { Log } from "./log.ts";

/** Azure.Core and Azure.Identity on both runtimes, and the libraries before them. */
export const dotnet: readonly Log[] = [
  [
    "name-resolution kv-one :443",
    `Unhandled exception. System.AggregateException: Retry failed after 4 tries. Retry settings can be adjusted in ClientOptions.Retry or by configuring a custom retry policy in ClientOptions.RetryPolicy. (No such host is known. (kv-one.vault.azure.net:443)) (No such host is known. (kv-one.vault.azure.net:443)) (No such host is known. (kv-one.vault.azure.net:443)) (No such host is known. (kv-one.vault.azure.net:443))
 ---> Azure.RequestFailedException: No such host is known. (kv-one.vault.azure.net:443)
 ---> System.Net.Sockets.SocketException (11001): No such host is known.
   at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ThrowException(SocketError error, CancellationToken cancellationToken)`,
  ],
  [
    "name-resolution kv-shop :443",
    `Azure.RequestFailedException: Name or service not known (kv-shop.vault.azure.net:443)
 ---> System.Net.Http.HttpRequestException: Name or service not known (kv-shop.vault.azure.net:443)
 ---> System.Net.Sockets.SocketException (0xFFFDFFFF): Name or service not known
   at Azure.Security.KeyVault.Secrets.SecretClient.GetSecretAsync(String name, String version, CancellationToken cancellationToken)`,
  ],
  [
    "name-resolution kv-shop :443",
    `System.Net.Http.HttpRequestException: nodename nor servname provided, or not known (kv-shop.vault.azure.net:443)
   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port, HttpRequestMessage initialRequest, Boolean async)`,
  ],
  [
    "name-resolution kv-old",
    `System.Net.WebException: The remote name could not be resolved: 'kv-old.vault.azure.net'
   at System.Net.HttpWebRequest.EndGetResponse(IAsyncResult asyncResult)
   at Microsoft.Azure.KeyVault.KeyVaultClient.<GetSecretWithHttpMessagesAsync>d__65.MoveNext()`,
  ],
  [
    "dns-server kv-one :443",
    `fail: Shop.Startup[0] System.Net.Http.HttpRequestException: Resource temporarily unavailable (kv-one.vault.azure.net:443)
 ---> System.Net.Sockets.SocketException (11): Resource temporarily unavailable
   at System.Net.Dns.GetHostEntryOrAddressesCore(String hostName, Boolean justAddresses)`,
  ],
  [
    "dns-server kv-one :443",
    `Azure.RequestFailedException: Temporary failure in name resolution (kv-one.vault.azure.net:443)
 ---> System.Net.Sockets.SocketException (00000001, 11): Resource temporarily unavailable`,
  ],
  [
    "timeout kv-one :443",
    `System.AggregateException: Retry failed after 4 tries. (A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond. (kv-one.vault.azure.net:443))
 ---> System.Net.Sockets.SocketException (10060): A connection attempt failed because the connected party did not properly respond after a period of time`,
  ],
  [
    "timeout kv-one :443",
    `Azure.RequestFailedException: Connection timed out (kv-one.vault.azure.net:443)
 ---> System.Net.Http.HttpRequestException: Connection timed out (kv-one.vault.azure.net:443)
 ---> System.Net.Sockets.SocketException (110): Connection timed out
   at System.Net.Http.HttpConnectionPool.ConnectAsync(HttpRequestMessage request, Boolean async, CancellationToken cancellationToken)`,
  ],
  [
    "timeout kv-one",
    `System.Threading.Tasks.TaskCanceledException: The operation was cancelled because it exceeded the configured timeout of 0:01:40. Network timeout can be adjusted in ClientOptions.Retry.NetworkTimeout.
   at Azure.Core.CancellationHelper.ThrowOperationCanceledException(Exception innerException, CancellationToken cancellationToken)
   Shop.Config: loading from https://kv-one.vault.azure.net/`,
  ],
  [
    "timeout kv-two",
    `Loading secrets from https://kv-two.vault.azure.net/
System.Threading.Tasks.TaskCanceledException: The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.
 ---> System.TimeoutException: The operation was canceled.`,
  ],
  [
    "refused kv-one :443",
    `System.Net.Http.HttpRequestException: No connection could be made because the target machine actively refused it. (kv-one.vault.azure.net:443)
 ---> System.Net.Sockets.SocketException (10061): No connection could be made because the target machine actively refused it.`,
  ],
  [
    "refused kv-one",
    `Azure.RequestFailedException: An error occurred while sending the request to https://kv-one.vault.azure.net/secrets/db/?api-version=7.5
 ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host.
 ---> System.Net.Sockets.SocketException (10054): An existing connection was forcibly closed by the remote host.`,
  ],
  [
    "tls kv-one",
    `System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception. GET https://kv-one.vault.azure.net/secrets/db
 ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot`,
  ],
  [
    "tls kv-one",
    `https://kv-one.privatelink.vaultcore.azure.net/secrets/db: System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch
   at System.Net.Security.SslStream.SendAuthResetSignal(ProtocolToken message, ExceptionDispatchInfo exception)`,
  ],
  [
    "token(timeout) kv-one 169.254.169.254:80",
    `Azure.Identity.AuthenticationFailedException: ManagedIdentityCredential authentication failed: Retry failed after 6 tries. (A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond. (169.254.169.254:80))
   at Azure.Security.KeyVault.Secrets.SecretClient..ctor(Uri vaultUri) https://kv-one.vault.azure.net`,
  ],
  [
    "token(name-resolution) kv-one :443",
    `Reading https://kv-one.vault.azure.net/secrets/db
Azure.Identity.AuthenticationFailedException: ClientSecretCredential authentication failed: Name or service not known (login.microsoftonline.com:443)
 ---> System.Net.Http.HttpRequestException: Name or service not known (login.microsoftonline.com:443)`,
  ],
  [
    "token kv-one",
    `Azure.Identity.CredentialUnavailableException: DefaultAzureCredential failed to retrieve a token from the included credentials.
- EnvironmentCredential authentication unavailable. Environment variables are not fully configured.
- ManagedIdentityCredential authentication unavailable. Multiple attempts failed to obtain a token from the managed identity endpoint.
 vault: https://kv-one.vault.azure.net/`,
  ],
  [
    "sign-in -",
    `Azure.Identity.AuthenticationFailedException: ClientSecretCredential authentication failed: AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value.`,
  ],
];
