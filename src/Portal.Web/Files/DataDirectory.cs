namespace Portal.Web.Files;

/// <summary>The one folder in which this installation keeps what is not in the database; configuration key <c>DataDirectory</c>, by default <c>data</c> in the working directory.</summary>
public sealed class DataDirectory
{
    public DataDirectory(string root)
    {
        Root = Path.GetFullPath(root);
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    /// <summary>The SQLite database, where that is the provider.</summary>
    public string Database => Path.Combine(Root, "portal.db");

    /// <summary>Mails written to disk where no mail server is configured.</summary>
    public string Outbox => Folder("outbox");

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
}
