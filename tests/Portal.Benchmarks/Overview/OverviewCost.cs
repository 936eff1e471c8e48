using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Benchmarks.SaveAnswer;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Seeding;
using Portal.Web.Time;

namespace Portal.Benchmarks.Overview;

/// <summary>
/// <c>overview</c>: what the pages that show a whole self-assessment cost with the largest framework, every criterion answered, 500 links to evidence and
/// 200 comments: SQL statements, milliseconds, bytes.
/// </summary>
public static class OverviewCost
{
    private const string Executed = "Executed DbCommand";
    private const string Director = "margaret.ellis" + DemoAccount.Domain;
    private const int Links = 500;
    private const int Comments = 200;

    private static readonly string[] _pages = ["overview", "coverage", "readiness", "print", "export", "positions"];

    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        using var published = await PublishedPortal.GetAsync(options, ct);
        await using var data = await TemporaryData.CreateAsync(options, "portal-overview", ct);
        Writer writer;
        await using (var local = LocalPortal.On(data))
        {
            writer = (await Writer.PrepareAsync(local, 1, ct))[0];
            await local.AsAsync(Director, s => FillAsync(s, writer, ct));
        }

        // Once with the statements in the log, once without, because writing them takes time.
        var statements = new Dictionary<string, int>(StringComparer.Ordinal);
        await using (var logged = published.Start(data, StatementCount.Logged))
        {
            using var http = Browser.ClientFor(await logged.AddressAsync(ct));
            var browser = await SignInAsync(http, ct);
            foreach (var page in _pages)
            {
                await browser.GetAsync(Address(writer, page), ct);
                await logged.QuietAsync(ct);
                var before = logged.Output.Count;
                await browser.GetAsync(Address(writer, page), ct);
                await logged.QuietAsync(ct);
                statements[page] = logged.Output.Skip(before).Count(l => l.Contains(Executed, StringComparison.Ordinal));
            }
        }

        await using var portal = published.Start(data, new Dictionary<string, string?>(StringComparer.Ordinal));
        using var client = Browser.ClientFor(await portal.AddressAsync(ct));
        var person = await SignInAsync(client, ct);
        Figures.Say($"{"page",-12} {"statements",10} {"p50 ms",8} {"p95 ms",8} {"bytes",9}");
        foreach (var page in _pages)
        {
            var (times, bytes) = await TimeAsync(person, Address(writer, page), ct);
            Figures.Say($"{page,-12} {statements[page],10} {Figures.Percentile(times, 0.5),8:F1} {Figures.Percentile(times, 0.95),8:F1} {bytes,9:N0}");
        }

        return 0;
    }

    private static string Address(Writer writer, string page) => $"/self-assessments/{page}/{writer.Assessment}";

    private static async Task<(IReadOnlyList<double> Milliseconds, int Bytes)> TimeAsync(Browser browser, string address, CancellationToken ct)
    {
        var (times, bytes) = (new List<double>(), 0);
        for (var i = 0; i < 130; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var page = await browser.GetAsync(address, ct);
            bytes = Encoding.UTF8.GetByteCount(page);
            if (i >= 30)
            {
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }

        return ([.. times.Order()], bytes);
    }

    private static async Task<Browser> SignInAsync(HttpClient http, CancellationToken ct)
    {
        var browser = new Browser(http);
        var form = Browser.Form(await browser.GetAsync("/account/sign-in", ct), "[name='Input.Password']");
        form["Input.Email"] = Director;
        form["Input.Password"] = DemoAccount.Password;
        await browser.PostAsync("/account/sign-in", form, ct);
        return browser;
    }

    private static async Task<bool> FillAsync(IServiceProvider services, Writer writer, CancellationToken ct)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var at = services.GetRequiredService<TimeProvider>().UtcNow();
        var assessment = await db.SelfAssessments.SingleAsync(a => a.Id == writer.Assessment, ct);
        var framework = await services.GetRequiredService<FrameworkLibrary>().GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        var director = await db.People.SingleAsync(p => p.Email == Director, ct);
        var criteria = framework.Criteria.Select(c => c.Id).ToList();
        foreach (var (criterion, number) in criteria.Select((c, i) => (c, i)))
        {
            db.Add(Answer.To(criterion, assessment, Writer.Text(number), director.Id, at));
        }

        foreach (var judgement in framework.Judgements)
        {
            db.Add(Judgement.Of(judgement.Code, assessment, new JudgementText("good", "Partners challenge each other.", "Training.", "Duties are met.", "The group read it."), director.Id, at));
        }

        var file = StoredFile.Of(new string('a', 64), 1000, "application/pdf", at);
        db.Add(file);
        for (var i = 0; i < Links / 4; i++)
        {
            var item = EvidenceItem.Add(
                assessment.BodyId, new EvidenceDescription($"Item {i}", (EvidenceKind)(i % 5), new DateOnly(2014, 1 + (i % 12), 1), "Shows it."), $"{i}.pdf", file, director.Id, at);
            for (var link = 0; link < 4; link++)
            {
                item.LinkTo(assessment, criteria[((4 * i) + link) % criteria.Count], $"page {link}", 1 + ((4 * i) + link), director.Id, at);
            }

            db.Add(item);
        }

        for (var i = 0; i < Comments; i++)
        {
            var criterion = criteria[i % criteria.Count];
            db.Add(Comment.On(assessment, framework.JudgementOf(criterion).Code, criterion, $"Comment {i} on what is said here.", director.Id, at));
        }

        Figures.Say($"{criteria.Count} criteria, {Links} links to evidence, {Comments} comments, {framework.Judgements.Count} judgements");
        await db.SaveChangesAsync(ct);
        return true;
    }
}
