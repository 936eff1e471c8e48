namespace Portal.Web.Documents.PackIndex;

/// <summary>Evidence cited for one criterion.</summary>
/// <param name="Evidence">The file.</param>
/// <param name="PageOrPassage">Where in it; null for the whole.</param>
/// <param name="Reference">The number in brackets by which the answers refer to it; null where they cannot.</param>
public sealed record PackEvidenceLink(PackEvidence Evidence, string? PageOrPassage, int? Reference = null);
