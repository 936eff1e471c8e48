using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.WebTests.Infrastructure;

/// <summary>A data directory with a real SQLite database of the present model in it; gone after the test.</summary>
public sealed class TestDatabaseFile : IDisposable
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private TestDatabaseFile(string directory) => Directory = directory;

    public string Directory { get; }

    public static async Task<TestDatabaseFile> CreateAsync()
    {
        var template = await Template.Value;
        var directory = System.IO.Directory.CreateTempSubdirectory("portal-test-").FullName;
        File.Copy(template, Path.Combine(directory, "portal.db"));
        return new TestDatabaseFile(directory);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var path = Path.Combine(System.IO.Directory.CreateTempSubdirectory("portal-template-").FullName, "portal.db");
        var options = new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite($"Data Source={path};Pooling=False").Options;
        await using var db = new SqlitePortalDbContext(options, new AccessScope());
        var creator = db.Database.GetService<IRelationalDatabaseCreator>();
        await creator.CreateAsync();
        await creator.CreateTablesAsync();
        return path;
    }
}
