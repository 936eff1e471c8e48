namespace Portal.Web.Files.Stores;

/// <summary>The folder of this machine in which lies what is still being received, made or looked at. Nothing in it is kept.</summary>
public static class WorkingFolder
{
    internal const string PartExtension = ".part";

    /// <summary>Made if absent.</summary>
    public static string In(string root) => Directory.CreateDirectory(Path.Combine(root, "incoming")).FullName;

    internal static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = FileShare.None,
        BufferSize = 0,
        Options = FileOptions.Asynchronous,
    });

    internal static FileStream OpenRead(string path) => new(path, new FileStreamOptions
    {
        Access = FileAccess.Read,
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    });
}
