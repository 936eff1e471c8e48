namespace Portal.Web.Files;

/// <summary>A file that passed every check and is in the store.</summary>
/// <param name="Content">Its bytes in the store.</param>
/// <param name="Type">What it is, by content and name alike.</param>
public sealed record CheckedFile(StoredContent Content, AcceptedType Type);
