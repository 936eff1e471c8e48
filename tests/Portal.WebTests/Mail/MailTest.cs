using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Mail;

/// <summary>A database, a mail server, and any number of portals that send through it.</summary>
public abstract class MailTest : IAsyncLifetime
{
    private readonly List<TestPortal> portals = [];

    protected ScratchDatabase File { get; private set; } = null!;

    protected SmtpServer Server { get; set; } = SmtpServer.Start();

    public async ValueTask InitializeAsync() => File = await ScratchDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var portal in portals)
        {
            await portal.DisposeAsync();
        }

        await Server.DisposeAsync();
        await File.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected TestPortal Portal(FakeTimeProvider? clock = null, params (string Key, string? Value)[] settings)
    {
        var portal = TestPortal.On(File, Settings(settings), clock: clock);
        portals.Add(portal);
        return portal;
    }

    /// <summary>A process that sends what is due until it is killed, by the real clock.</summary>
    /// <param name="trouble">Told of what goes wrong in a way that no mail's row says.</param>
    /// <param name="environment">What else it finds in its environment.</param>
    /// <param name="settings">Of the portal.</param>
    private protected NodeProcess Sender(Action<string> trouble, IReadOnlyDictionary<string, string>? environment = null, params (string Key, string? Value)[] settings) =>
        NodeProcess.Start(
            File.Settings.Concat(Settings(settings)),
            line =>
            {
                if (line.StartsWith('!'))
                {
                    trouble(line);
                }
            },
            ["mails"],
            environment);

    /// <summary>A process with Hangfire's workers, by the real clock.</summary>
    /// <param name="said">Told of each line that it says.</param>
    /// <param name="settings">Of the portal.</param>
    private protected NodeProcess Node(Action<string> said, params (string Key, string? Value)[] settings) => NodeProcess.Start(File.Settings.Concat(Settings(settings)), said, ["serve"]);

    private Dictionary<string, string?> Settings((string Key, string? Value)[] further)
    {
        var configuration = new Dictionary<string, string?>
        {
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = $"{Server.Port}",
            ["Mail:Security"] = "none",
            ["Mail:From"] = "portal@portal.example",
            ["Mail:TimeoutSeconds"] = "10",
        };
        foreach (var (key, value) in further)
        {
            configuration[key] = value;
        }

        return configuration;
    }

    /// <summary>Writes a mail to each address, in that order of sending.</summary>
    protected static Task WriteAsync(TestPortal portal, params string[] addresses) => portal.DoAsync(async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        foreach (var address in addresses)
        {
            var person = await db.People.FirstOrDefaultAsync(p => p.Email == address) ?? db.Add(Person.Named("Pat Hughes", address)).Entity;
            services.GetRequiredService<Outbox>().Write(person, MailKind.Notice, "A task for you", "Please look at it.\n", $"test:{address}");
            await db.SaveChangesAsync();
            portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }
    });

    protected static Task<int> SendAsync(TestPortal portal) => portal.DoAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(default));

    protected static Task<OutgoingEmail> RowAsync(TestPortal portal, string address) =>
        portal.WithDbAsync(db => db.Set<OutgoingEmail>().AsNoTracking().SingleAsync(m => m.Address == address));
}
