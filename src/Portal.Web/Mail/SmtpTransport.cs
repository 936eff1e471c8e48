using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Portal.Web.Mail;

/// <summary>Hands mails to a mail server over SMTP (RFC 5321).</summary>
public sealed class SmtpTransport(MailOptions options) : IMailTransport
{
    public IMailSession Open() => new Session(options);

    private sealed class Session(MailOptions options) : IMailSession
    {
        private EnvelopeNamingClient? client;

        public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken ct)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(options.Timeout);
            try
            {
                client ??= await ConnectAsync(limit.Token);
                return new Delivery(DeliveryOutcome.Accepted, $"250 {await client.SendAsync(message, limit.Token)}");
            }
            catch (SmtpCommandException refused)
            {
                var outcome = Judge(refused);
                if (outcome == DeliveryOutcome.Unreachable)
                {
                    Drop();
                }

                return new Delivery(outcome, $"{(int)refused.StatusCode} {refused.Message}");
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                Drop();
                return new Delivery(DeliveryOutcome.Unreachable, $"The mail server did not answer within {options.TimeoutSeconds} seconds.");
            }
            catch (Exception failure) when (IsOfTheConnection(failure))
            {
                Drop();
                return new Delivery(DeliveryOutcome.Unreachable, failure.Message);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (client is null)
            {
                return;
            }

            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception failure) when (IsOfTheConnection(failure) || failure is OperationCanceledException or SmtpCommandException)
            {
                // Every mail has had its answer; a server that does not say goodbye changes nothing.
            }

            Drop();
        }

        /// <summary>A refused sender is our own fault and can be mended; only a refused recipient or message is for good.</summary>
        private static DeliveryOutcome Judge(SmtpCommandException refused) => (int)refused.StatusCode switch
        {
            421 => DeliveryOutcome.Unreachable,
            _ when refused.ErrorCode == SmtpErrorCode.UnexpectedStatusCode => DeliveryOutcome.Unreachable,
            >= 500 when refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted => DeliveryOutcome.Refused,
            _ => DeliveryOutcome.TryLater,
        };

        private static bool IsOfTheConnection(Exception failure) => failure is IOException or SocketException or ProtocolException
            or AuthenticationException or SslHandshakeException or ServiceNotConnectedException or ServiceNotAuthenticatedException
            or NotSupportedException;

        private async Task<EnvelopeNamingClient> ConnectAsync(CancellationToken ct)
        {
            var connecting = new EnvelopeNamingClient();
            try
            {
                var (security, port) = options.Security switch
                {
                    MailSecurity.None => (SecureSocketOptions.None, 25),
                    MailSecurity.Tls => (SecureSocketOptions.SslOnConnect, 465),
                    _ => (SecureSocketOptions.StartTls, 587),
                };
                await connecting.ConnectAsync(options.Host!, options.Port ?? port, security, ct);
                if (!string.IsNullOrEmpty(options.Username))
                {
                    await connecting.AuthenticateAsync(options.Username, options.Password ?? "", ct);
                }

                return connecting;
            }
            catch
            {
                connecting.Dispose();
                throw;
            }
        }

        private void Drop()
        {
            client?.Dispose();
            client = null;
        }
    }

    /// <summary>Asks a server that can (RFC 3461) to report what does not arrive, and names each mail so that the report can be matched.</summary>
    private sealed class EnvelopeNamingClient : SmtpClient
    {
        protected override string GetEnvelopeId(MimeMessage message) => $"{message.MessageId}".Split('@')[0];

        protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
            DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;
    }
}
