using Portal.Web.Jobs;

namespace Portal.Web.Mail;

/// <summary>Sends due mails when one has been written, and each minute those whose time has come again.</summary>
public sealed class SendMailJob(MailSender sender) : IPortalJob
{
    public const string Name = "send-mail";

    public Task RunAsync(string subject, CancellationToken ct) => sender.SendDueAsync(ct);
}
