using System.Text.Json;

namespace Portal.Web.Documents;

/// <summary>An item that a frozen text rests on.</summary>
/// <param name="Id">The item of the library.</param>
/// <param name="Sha256">The file it had then.</param>
public sealed record FrozenEvidence(Guid Id, string Sha256)
{
    /// <summary>What a frozen text rests on, without reading the rest of it.</summary>
    public static IReadOnlyList<FrozenEvidence> In(string frozen)
    {
        using var text = JsonDocument.Parse(frozen);
        return text.RootElement.TryGetProperty("evidence", out var entries)
            ? [.. entries.EnumerateArray().Select(e => new FrozenEvidence(e.GetProperty("id").GetGuid(), e.GetProperty("sha256").GetString() ?? ""))]
            : [];
    }
}
