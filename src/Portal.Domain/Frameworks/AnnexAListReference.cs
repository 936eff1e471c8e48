namespace Portal.Domain.Frameworks;

/// <summary>A list of Annex A which criteria of a framework refer to.</summary>
public sealed record AnnexAListReference(int Number, string Title);
