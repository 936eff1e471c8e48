namespace Portal.Web.Mail;

/// <summary>The secret of this installation by which it knows the names it gave its mails again. There is one row; it lies under data protection, whose keys lie beside it.</summary>
public sealed class MailKey
{
    /// <summary>The id of the one row.</summary>
    public const int OnlyId = 1;

    public required int Id { get; init; }

    public required string Protected { get; init; }

    public required DateTime MadeAt { get; init; }
}
