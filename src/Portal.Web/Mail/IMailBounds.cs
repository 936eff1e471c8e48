namespace Portal.Web.Mail;

/// <summary>Which of the mails that are due may leave now. Of the others it records why they are not sent, or until when they wait.</summary>
public interface IMailBounds
{
    Task<IReadOnlyList<OutgoingEmail>> LetThroughAsync(IReadOnlyList<OutgoingEmail> due, CancellationToken ct);
}
