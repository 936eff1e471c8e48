using MimeKit;
using Portal.Web.Files;

namespace Portal.Web.Mail;

/// <summary>Writes mails as <c>.eml</c> files where no mail server is configured. A mail that is sent again replaces its own file.</summary>
public sealed class FolderTransport(DataDirectory directory) : IMailTransport
{
    public IMailSession Open() => new Session(directory);

    private sealed class Session(DataDirectory directory) : IMailSession
    {
        public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken ct)
        {
            var name = $"{message.Date.UtcDateTime:yyyyMMdd-HHmmss}-{$"{message.MessageId}".Split('@')[0]}.eml";
            var whole = Path.Combine(directory.Outbox, name);
            var part = whole + ".part";
            try
            {
                var format = FormatOptions.Default.Clone();
                format.NewLineFormat = NewLineFormat.Dos;
                message.Prepare(EncodingConstraint.SevenBit);
                await message.WriteToAsync(format, part, ct);
                File.Move(part, whole, overwrite: true);
                return new Delivery(DeliveryOutcome.Accepted, $"Written to {name}");
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return new Delivery(DeliveryOutcome.Unreachable, failure.Message);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
