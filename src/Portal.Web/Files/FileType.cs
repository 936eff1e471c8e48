namespace Portal.Web.Files;

/// <summary>What a file's content is, beside what its name claims.</summary>
/// <param name="Content">What was found.</param>
/// <param name="Claimed">The accepted kind the name's extension stands for; null when it stands for none.</param>
public sealed record FileType(FileContent Content, AcceptedType? Claimed)
{
    /// <summary>The name is of an accepted kind and the content bears it out.</summary>
    public bool ExtensionAgrees => Claimed is not null && Content.Types.Contains(Claimed);
}
