namespace Portal.Web.Files;

/// <summary>A kind of file the portal takes as evidence.</summary>
/// <param name="Label">What a person calls it, with its article: "a PDF".</param>
/// <param name="Extensions">Lower case with the dot; the first is the usual one.</param>
/// <param name="ContentType">The media type it is served with.</param>
/// <param name="AlreadyCompressed">True when compressing it again gains nothing, so a pack stores it as it is.</param>
public sealed record AcceptedType(
    string Label, IReadOnlyList<string> Extensions, string ContentType, bool AlreadyCompressed);
