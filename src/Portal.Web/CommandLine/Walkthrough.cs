using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.Packs;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Features.SignOff;
using Portal.Web.Files;
using Portal.Web.Frameworks;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.SelfAssessments;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.CommandLine;

/// <summary>Runs a board's whole self-assessment on temporary data, through the same use cases as the pages, and leaves the pack and the mails.</summary>
public sealed class Walkthrough
{
    private const string Board = "demo-northshire-board";

    private readonly WebApplication _app;
    private readonly TextWriter _print;
    private readonly CancellationToken _ct;

    private Walkthrough(WebApplication app, TextWriter print, CancellationToken ct)
    {
        _app = app;
        _print = print;
        _ct = ct;
    }

    /// <summary>Points the portal at a temporary data directory, with no server and no background work of its own.</summary>
    public static void Configure(WebApplicationBuilder builder)
    {
        var clock = new WalkthroughClock();
        builder.Services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DataDirectory"] = Directory.CreateTempSubdirectory("portal-walkthrough-").FullName,
            ["Database:Provider"] = "sqlite",
            ["Database:ConnectionString"] = null,
            ["Mail:Host"] = null,
            ["Jobs:RunServer"] = "false",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Error",
        });
    }

    /// <returns>0 when every step worked and the pack verifies; 1 on any failure; 2 when the options are wrong.</returns>
    public static async Task<int> RunAsync(WebApplication app, PortalCommand command, TextWriter print, CancellationToken ct)
    {
        var target = command.Option("--out");
        var evidence = command.Option("--evidence");
        if (target is null || (evidence is not null && !Directory.Exists(evidence)))
        {
            await print.WriteLineAsync(target is null ? PortalCommand.Usage : $"There is no folder “{evidence}”.");
            return 2;
        }

        var data = app.Services.GetRequiredService<DataDirectory>();
        try
        {
            return await new Walkthrough(app, print, ct).RunAsync(Directory.CreateDirectory(target).FullName, evidence);
        }
#pragma warning disable CA1031 // The outermost frame of a command: whatever failed is printed and becomes the exit code.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await print.WriteLineAsync($"FAILED: {failure}");
            return 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(data.Root, recursive: true);
        }
    }

    private async Task<int> RunAsync(string target, string? evidence)
    {
        await AsPortalAsync(async s =>
        {
            await s.GetRequiredService<PortalDbContext>().Database.MigrateAsync(_ct);
            await s.GetRequiredService<ReferenceData>().PublishAsync(_ct);
            await s.GetRequiredService<DemoData>().SeedAsync(_ct);
            var frameworks = await s.GetRequiredService<PortalDbContext>().Set<PublishedFramework>().CountAsync(_ct);
            Say($"Database made, {frameworks} frameworks, workflows, authorities and the demonstration taken in");
        });

        var id = await OpenAsync();
        await AssignAsync(id);
        await RemindAsync();
        await AnswerAsync(id);
        await AddEvidenceAsync(id, evidence);
        await JudgeAsync(id);
        await FinishTaskAsync("tom.whitfield", id, "Ready", "Readiness checked, put up for signature");
        await DecideAsync("helen.archer", id, (decide, hash) => decide.ReturnAsync(id, "Say more about what changed for children in LSCB-07.", hash, _ct), "Chair returned it with a reason");
        await FinishTaskAsync("tom.whitfield", id, "Ready", "Put right and put up for signature again");
        await DecideAsync("margaret.ellis", id, (decide, hash) => decide.SignAsync(id, hash, _ct), "Director signed the second version");
        await DecideAsync("helen.archer", id, (decide, hash) => decide.SignAsync(id, hash, _ct), "Chair signed the same version: submitted and locked");
        await AsPortalAsync(s => s.GetRequiredService<JobRunner>().RunDueAsync(_ct));
        Say("Background work done: pack assembled and handed over");
        await AsPortalAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(_ct));
        return await CollectAsync(id, target);
    }

    private Task<Id<SelfAssessment>> OpenAsync() => AsAsync("helen.archer", async s =>
    {
        var clock = s.GetRequiredService<TimeProvider>();
        var days = s.GetRequiredService<WorkingCalendars>().England;
        var body = await s.GetRequiredService<PortalDbContext>().Bodies.SingleAsync(b => b.Code == Board, _ct);
        var today = clock.Today();
        var plan = new AssessmentPlan(today.AddYears(-1), today.AddDays(-1), days.Add(today, 40));
        var framework = (await s.GetRequiredService<FrameworkLibrary>().LatestAsync(_ct)).First(f => f.IsFor(body.Kind) && f.AnsweredBy == AnsweredBy.Body);
        var id = await s.GetRequiredService<OpenSelfAssessment>().ForAsync(body.Id, framework.Code, framework.Version, plan, _ct);
        Say($"Chair opened the self-assessment of {body.Name}, due {plan.SubmissionDate.Words()}");
        return id;
    });

    private Task<bool> AssignAsync(Id<SelfAssessment> id) => AsAsync("tom.whitfield", async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var due = s.GetRequiredService<WorkingCalendars>().England.Add(s.GetRequiredService<TimeProvider>().Today(), 10);
        var assign = s.GetRequiredService<AssignWork>();
        var posts = await PostsAsync(db, id);
        await assign.ToAsync(id, "LSCB", null, posts["Board manager"], due, _ct);
        await assign.ToAsync(id, "LSCB", "LSCB-02", posts["Northshire Police"], due, _ct);
        await assign.ToAsync(id, "LSCB", "LSCB-07", posts["Northshire Health"], due, _ct);
        await FinishAsync(s, id, "Assigned");
        Say("Board manager assigned the area and two criteria to partner agencies");
        return true;
    });

    private Task RemindAsync() => AsPortalAsync(async s =>
    {
        var clock = s.GetRequiredService<WalkthroughClock>();
        clock.GoTo(s.GetRequiredService<WorkingCalendars>().England.Add(clock.Today(), 5));
        var written = await s.GetRequiredService<SendReminders>().RunAsync(_ct);
        Say($"Five working days pass, {clock.Today().Words()}: {written} people reminded of what is due, one mail each");
        if (written == 0)
        {
            throw new InvalidOperationException("Nobody was reminded though tasks are due in five working days.");
        }
    });

    private async Task AnswerAsync(Id<SelfAssessment> id)
    {
        await AsAsync("priya.nair", s => AnswerOneAsync(s, id, "LSCB-02"));
        await AsAsync("samuel.okafor", s => AnswerOneAsync(s, id, "LSCB-07"));
        var others = await AsAsync("tom.whitfield", async s =>
        {
            var rest = (await FrameworkAsync(s, id)).Criteria.Select(c => c.Id).Except(["LSCB-02", "LSCB-07"]).ToList();
            foreach (var criterion in rest)
            {
                await AnswerOneAsync(s, id, criterion);
            }

            return rest.Count;
        });
        Say($"{others + 2} criteria answered, two of them by partner agencies");
    }

    private async Task<bool> AnswerOneAsync(IServiceProvider s, Id<SelfAssessment> id, string criterion)
    {
        var title = (await FrameworkAsync(s, id)).Criterion(criterion).Title;
        var saved = await s.GetRequiredService<SaveAnswer>().AsAsync(id, criterion, new AnswerText(
            $"{title}: the board reviewed this in the year and sees steady practice with two weak spots.",
            "Two multi-agency audits of 20 cases each, the quarterly data set, and what children told the participation group.",
            "Children said they had to tell their story less often; repeat referrals fell from 24% to 19% over the year, and we do not yet know why.",
            "The board manager brings a plan for the two weak spots to the board on the first Monday of next quarter.",
            "good"), 0, _ct);
        return saved.Saved ? true : throw new InvalidOperationException($"{criterion} was not saved.");
    }

    private async Task AddEvidenceAsync(Id<SelfAssessment> id, string? folder)
    {
        var files = folder is null
            ? await MadeUpAsync()
            : [.. Directory.EnumerateFiles(folder).Where(f => AcceptedTypes.ForName(f) is not null).Order(StringComparer.Ordinal)];
        var bytes = 0L;
        foreach (var (file, place) in files.Select((f, i) => (f, i)))
        {
            bytes += new FileInfo(file).Length;
            await AsAsync("tom.whitfield", s => AddOneAsync(s, id, file, place));
        }

        Say($"{files.Count} files of evidence added ({ByteCount.InWords(bytes)}), checked by content, linked to criteria");
    }

    private async Task<bool> AddOneAsync(IServiceProvider s, Id<SelfAssessment> id, string file, int place)
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var assessment = await db.SelfAssessments.SingleAsync(a => a.Id == id, _ct);
        var criteria = (await FrameworkAsync(s, id)).Criteria.ToList();
        var kinds = Enum.GetValues<EvidenceKind>();
        await using var content = File.OpenRead(file);
        var item = await s.GetRequiredService<AddEvidence>().ToLibraryAsync(assessment.BodyId, new EvidenceDescription(
            Path.GetFileNameWithoutExtension(file).Replace('-', ' '), kinds[place % kinds.Length], assessment.PeriodTo,
            "Shows how practice was checked and what was found."), Path.GetFileName(file), content, _ct);
        await s.GetRequiredService<LinkEvidence>().ToCriterionAsync(item, id, criteria[place % criteria.Count].Id, $"page {place + 1}", _ct);
        return true;
    }

    private async Task<List<string>> MadeUpAsync()
    {
        var folder = Path.Combine(_app.Services.GetRequiredService<DataDirectory>().Root, "made-up");
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var title in new[] { "Section 11 audit", "Multi-agency case audit", "Participation group notes" })
        {
            var file = Path.Combine(folder, $"{title}.txt");
            await File.WriteAllTextAsync(file, $"{title}\n\nA made-up document of the demonstration.\n", _ct);
            files.Add(file);
        }

        return files;
    }

    private Task<bool> JudgeAsync(Id<SelfAssessment> id) => AsAsync("tom.whitfield", async s =>
    {
        foreach (var judgement in (await FrameworkAsync(s, id)).Judgements)
        {
            await s.GetRequiredService<SaveJudgement>().AsAsync(id, judgement.Code, new JudgementText(
                "good",
                "Partners challenge each other, audits change practice, and the board can show it in nine of eleven criteria.",
                "The effect of training on families is not yet evaluated.",
                "Every statutory duty is met and the board knows where practice is weak.",
                "The participation group read the draft; its two objections are answered in LSCB-08."), 0, _ct);
        }

        await FinishAsync(s, id, "Assessed");
        Say("Judgement decided with reasons and nearness in both directions");
        return true;
    });

    private Task<bool> FinishTaskAsync(string who, Id<SelfAssessment> id, string outcome, string said) => AsAsync(who, async s =>
    {
        await FinishAsync(s, id, outcome);
        Say(said);
        return true;
    });

    private Task<bool> DecideAsync(string who, Id<SelfAssessment> id, Func<DecideSignOff, string, Task> decide, string said) => AsAsync(who, async s =>
    {
        var hash = await s.GetRequiredService<PortalDbContext>().FrozenVersions
            .Where(v => v.SelfAssessmentId == id).OrderByDescending(v => v.Number).Select(v => v.ContentHash).FirstAsync(_ct);
        await decide(s.GetRequiredService<DecideSignOff>(), hash);
        Say($"{said} ({hash[..12]}…)");
        return true;
    });

    private Task<int> CollectAsync(Id<SelfAssessment> id, string target) => AsAsync("ruth.bannister", async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var pack = await db.Packs.Whole().SingleAsync(p => p.SelfAssessmentId == id && p.State == PackState.Complete, _ct);
        var copy = Path.Combine(target, pack.FileName);
        await using (var content = await s.GetRequiredService<PackStore>().OpenReadAsync(pack.Id, _ct))
        await using (var file = File.Create(copy))
        {
            await content.CopyToAsync(file, _ct);
        }

        Say($"Lead inspector received {pack.FileName}, {ByteCount.InWords(pack.Size!.Value)}");
        var mails = Directory.GetFiles(s.GetRequiredService<DataDirectory>().Outbox, "*.eml");
        foreach (var mail in mails)
        {
            File.Copy(mail, Path.Combine(target, Path.GetFileName(mail)), overwrite: true);
        }

        Say($"{mails.Length} mails left as .eml");
        return await VerifyPackCommand.RunAsync(copy, _print, _ct);
    });

    private async Task FinishAsync(IServiceProvider s, Id<SelfAssessment> id, string outcome)
    {
        var task = (await s.GetRequiredService<PortalDbContext>().Tasks.Where(t => t.SelfAssessmentId == id && t.State == TaskState.Open).ToListAsync(_ct))
            .Find(t => t.Outcomes.Contains(outcome)) ?? throw new InvalidOperationException($"No task waits for “{outcome}”.");
        await s.GetRequiredService<TaskCompletion>().FinishAsync(task.Id, outcome, null, _ct);
    }

    private static async Task<Dictionary<string, Id<Post>>> PostsAsync(PortalDbContext db, Id<SelfAssessment> id) =>
        await db.Posts.Where(p => db.SelfAssessments.Any(a => a.Id == id && a.BodyId == p.BodyId)).ToDictionaryAsync(p => p.Title, p => p.Id);

    private async Task<Framework> FrameworkAsync(IServiceProvider s, Id<SelfAssessment> id)
    {
        var assessment = await s.GetRequiredService<PortalDbContext>().SelfAssessments.AsNoTracking().SingleAsync(a => a.Id == id, _ct);
        return await s.GetRequiredService<FrameworkLibrary>().GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, _ct);
    }

    private async Task AsPortalAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        await work(scope.ServiceProvider);
    }

    private async Task<T> AsAsync<T>(string who, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var email = who + DemoAccount.Domain;
        var person = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().People.SingleAsync(p => p.Email == email, _ct);
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().BecomeAsync(person.Id, _ct);
        return await work(scope.ServiceProvider);
    }

    private void Say(string text) => _print.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{_app.Services.GetRequiredService<TimeProvider>().GetUtcNow():HH:mm:ss.fff}  {text}"));
}
