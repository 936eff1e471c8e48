using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;

namespace Portal.WebTests.Infrastructure;

/// <summary>One host and one database for a test class.</summary>
public class PortalFixture(DatabaseTemplate template) : IAsyncLifetime
{
    /// <summary>A Tuesday in the year the portal is used in.</summary>
    public static readonly DateTimeOffset Start = new(2015, 3, 3, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, Visitor> _signedIn = new(StringComparer.Ordinal);
    private TestDatabase _database = null!;

    public FakeTimeProvider Clock { get; } = new(Start);

    public PortalHost Host { get; private set; } = null!;

    /// <summary>What the host is pointed at; another one can be pointed at the same with something changed.</summary>
    public PortalSettings Settings { get; private set; } = null!;

    public TestDatabase Database => _database;

    /// <summary>The folder configured as <c>DataDirectory</c>.</summary>
    public string Data => _folder.Path;

    public bool IsPostgres => template.IsPostgres;

    public async ValueTask InitializeAsync()
    {
        _database = await template.CopyAsync(_folder.Path);
        Settings = await WithAsync(new PortalSettings(_database.Provider, _database.ConnectionString, _folder.Path));
        Host = new PortalHost(Settings, Clock);
        Host.StartServer();
    }

    /// <summary>Database, files and clock as they were before the first test; who has signed in stays so.</summary>
    public async Task ResetAsync()
    {
        Clock.AdjustTime(Start);
        await _database.ResetAsync();
        Host.Forget();
        foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Where(f => !IsDatabase(f)))
        {
            File.Delete(file);
        }

        if (Directory.Exists(Path.Combine(Data, "incoming")))
        {
            Directory.EnumerateDirectories(Path.Combine(Data, "incoming")).ToList().ForEach(folder => Directory.Delete(folder, recursive: true));
        }
    }

    /// <summary>Puts a scene back that was brought about before in this run, or brings it about where it was not, or where this installation is not as it was installed.</summary>
    /// <param name="scene">Names it, with all that it depends on.</param>
    /// <param name="bringAbout">Brings it about, and says what is to be known of it.</param>
    public async Task<T> SceneAsync<T>(string scene, Func<Task<T>> bringAbout)
        where T : notnull
    {
        // A scanner may be away and a store elsewhere: neither is kept with the files.
        if (Settings.ScannerPort is not null || Settings.Storage is not null || Host.Statements.HaveChanged || Host.Saves.AreToFail || Clock.GetUtcNow() != Start)
        {
            return await bringAbout();
        }

        var name = $"{scene} in {Settings with { ConnectionString = "", DataDirectory = "" }}";
        if (template.Scenes.Find(name) is { } kept)
        {
            await kept.PutBackAsync(this);
            return (T)kept.Result;
        }

        var result = await bringAbout();
        await template.Scenes.KeepAsync(name, result, this);
        return result;
    }

    /// <summary>True of the files of a SQLite database, which lie in the data directory too.</summary>
    internal static bool IsDatabase(string file) => Path.GetFileName(file).StartsWith("portal.db", StringComparison.Ordinal);

    /// <summary>Starts the portal's executable over the same database and files, as a server or for one command.</summary>
    /// <param name="further">Configuration beside that.</param>
    /// <param name="arguments">The command; a server on a free port where there is none.</param>
    public PortalProcess StartProcess(IReadOnlyDictionary<string, string?> further, params IReadOnlyList<string> arguments) => PortalProcess.Start(
        AppContext.BaseDirectory,
        new Dictionary<string, string?>(further, StringComparer.Ordinal)
        {
            ["DataDirectory"] = Settings.DataDirectory,
            ["Database:Provider"] = Settings.Provider,
            ["Database:ConnectionString"] = Settings.ConnectionString,
        },
        arguments.Count > 0 ? arguments : ["--urls", "http://127.0.0.1:0"]);

    /// <summary>Somebody of the demonstration, signed in through the sign-in page.</summary>
    /// <param name="who">Such as <c>tom.whitfield</c>.</param>
    public async Task<Visitor> SignedInAsAsync(string who)
    {
        if (!_signedIn.TryGetValue(who, out var visitor))
        {
            visitor = await SignInAsync(Host, who);
            _signedIn.Add(who, visitor);
        }

        return visitor;
    }

    /// <summary>Signs in afresh, with a browser of its own.</summary>
    public static async Task<Visitor> SignInAsync(PortalHost host, string who)
    {
        var visitor = new Visitor(host);
        var after = await (await visitor.Open("/account/sign-in")).Submit(
            "Sign in", ("Email address", who + DemoAccount.Domain), ("Password", DemoAccount.Password));
        after.Path.ShouldNotBe("/account/sign-in", $"{who} could not sign in:\n{after.Text}");
        return visitor;
    }

    /// <summary>Does something through the portal's services as a person.</summary>
    public async Task<T> AsAsync<T>(string who, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var email = who + DemoAccount.Domain;
        var person = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().People.SingleAsync(p => p.Email == email);
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().BecomeAsync(person.Id, CancellationToken.None);
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc cref="AsAsync{T}"/>
    public Task AsAsync(string who, Func<IServiceProvider, Task> work) => AsAsync(who, async s =>
    {
        await work(s);
        return true;
    });

    /// <summary>Does something with the sight of the portal's own jobs: every body's records.</summary>
    public async Task<T> AsPortalAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc cref="AsPortalAsync{T}"/>
    public Task AsPortalAsync(Func<IServiceProvider, Task> work) => AsPortalAsync(async s =>
    {
        await work(s);
        return true;
    });

    /// <summary>Reads the database with the sight of the portal's own jobs.</summary>
    public Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> query) => AsPortalAsync(s => query(s.GetRequiredService<PortalDbContext>()));

    /// <summary>What is different about the installation.</summary>
    protected virtual Task<PortalSettings> WithAsync(PortalSettings settings) => Task.FromResult(settings);

    /// <summary>Files of the evidence store, those half received among them.</summary>
    public IReadOnlyList<string> FilesOfEvidence() =>
        [.. new[] { "files", "incoming" }.SelectMany(part => Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Where(f => f.Split(Path.DirectorySeparatorChar).Contains(part)))];

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Host is not null)
        {
            await Host.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        _folder.Dispose();
    }
}
