namespace Portal.Web.Files.Stores;

/// <summary>Content as a file of this machine for as long as it is needed: the one in the store, or a copy that goes when this is disposed.</summary>
public sealed class LocalFile : IDisposable
{
    private readonly bool _isCopy;

    private LocalFile(string path, bool isCopy)
    {
        Path = path;
        _isCopy = isCopy;
    }

    public string Path { get; }

    internal static LocalFile InStore(string path) => new(path, isCopy: false);

    internal static LocalFile Copy(string path) => new(path, isCopy: true);

    public void Dispose()
    {
        if (_isCopy)
        {
            File.Delete(Path);
        }
    }
}
