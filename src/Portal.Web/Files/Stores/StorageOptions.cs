using Azure.Storage.Blobs;

namespace Portal.Web.Files.Stores;

/// <summary>Configuration section <c>Storage</c>: where evidence and packs are kept.</summary>
public sealed class StorageOptions
{
    private const string Folder = "folder";
    private const string Azure = "azure";

    /// <summary><c>folder</c> (default), the data directory; or <c>azure</c>, Azure Blob Storage.</summary>
    public string Provider { get; init; } = Folder;

    /// <summary>The other one, while <c>move-store</c> brings over what is still there.</summary>
    public string? MovingFrom { get; init; }

    /// <summary>Of the storage account.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The container, which must exist.</summary>
    public string Container { get; init; } = "evidence";

    /// <param name="root">The data directory.</param>
    /// <exception cref="InvalidOperationException">With words for whoever installs it.</exception>
    public IContentStore Open(string root)
    {
        if (MovingFrom is null)
        {
            return Open(Provider, root);
        }

        return string.Equals(MovingFrom, Provider, StringComparison.OrdinalIgnoreCase)
            ? throw new InvalidOperationException("Configuration section Storage: MovingFrom names the store that Provider names. Leave it out, or name the other.")
            : new MovingStore(Open(MovingFrom, root), Open(Provider, root));
    }

    private IContentStore Open(string kind, string root) => kind.ToLowerInvariant() switch
    {
        Folder => new FolderStore(root),
        Azure when string.IsNullOrWhiteSpace(ConnectionString) =>
            throw new InvalidOperationException("Configuration section Storage: azure needs the ConnectionString of the storage account."),
        Azure => new BlobStore(Client()),
        _ => throw new InvalidOperationException($"Configuration section Storage: “{kind}” is no store. There are {Folder} and {Azure}."),
    };

    private BlobContainerClient Client()
    {
        try
        {
            return new BlobContainerClient(ConnectionString, Container);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            throw new InvalidOperationException("Configuration section Storage: ConnectionString is not one of a storage account.", wrong);
        }
    }
}
