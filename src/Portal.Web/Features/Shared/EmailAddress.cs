using System.Buffers;

namespace Portal.Web.Features.Shared;

/// <summary>Email addresses as people type them.</summary>
public static class EmailAddress
{
    /// <summary>What means something else to a mail program than a letter of an address.</summary>
    private static readonly SearchValues<char> _signs = SearchValues.Create("<>()[],;:\\\"");

    /// <summary>True for nothing, and for what looks like one address and nothing else.</summary>
    public static bool IsOneOrNothing(string? typed) => typed is null
        || (typed.Trim() is var address && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && !address.AsSpan().ContainsAny(_signs) && address.Split('@') is [{ Length: > 0 }, { Length: > 2 } host] && host.Contains('.', StringComparison.Ordinal));
}
