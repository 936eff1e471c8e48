using System.Text.Json.Serialization;

namespace Portal.Web.Documents.Bundles;

/// <summary>An item of evidence that is to be bound.</summary>
/// <param name="Number">In the register, from 1.</param>
/// <param name="Title">As the person who added it named it.</param>
/// <param name="File">Its path in the pack.</param>
/// <param name="ContentType">As the portal found it in the content.</param>
/// <param name="Sha256">Of the file.</param>
public sealed record BundleItem(int Number, string Title, string File, string ContentType, string Sha256)
{
    /// <summary>Whether its file is not in the pack; its title says why.</summary>
    public bool IsWithheld => File.Length == 0;
}

/// <summary>What became of it.</summary>
/// <param name="Number">In the register.</param>
/// <param name="Title">As the person who added it named it.</param>
/// <param name="File">Its path in the pack.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="Fate">How it came into the bundle.</param>
/// <param name="Why">Why there is only its divider, in words; null where there is more.</param>
/// <param name="Pages">Its pages beside the divider.</param>
public sealed record BoundItem(int Number, string Title, string File, string Sha256, BundleFate Fate, string? Why, int Pages)
{
    /// <summary>The divider's place in the bundle, such as “B-12”; empty until that is known.</summary>
    public string Place { get; init; } = "";

    /// <summary>Where its pages lie on this machine; null where there are none.</summary>
    [JsonIgnore]
    public string? PagesPath { get; init; }
}
