using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Web.FrontEnd;

/// <summary>Turns the name of a folder or page into its part of the address: <c>AnnexA</c> becomes <c>annex-a</c>.</summary>
public sealed partial class KebabCase : IOutboundParameterTransformer
{
    /// <inheritdoc />
    public string? TransformOutbound(object? value) =>
        value is null ? null : Boundary().Replace(Convert.ToString(value, CultureInfo.InvariantCulture)!, "-").ToLowerInvariant();

    // Between a small letter or digit and a capital, and between an abbreviation and the word after it (PDFExport -> pdf-export).
    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Boundary();
}
