using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Retention;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.Matters;
using Portal.Web.Features.Presentations;
using Portal.Web.Features.Retention;
using Portal.Web.Features.Reviews;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Mail;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests;

/// <content>How it came about, by the portal's own use cases.</content>
public sealed partial record Everything
{
    public static Task<Everything> AtNorthshireAsync(PortalFixture portal, Given given) => portal.SceneAsync(nameof(Everything), () => BringAboutAsync(portal, given));

    private static async Task<Everything> BringAboutAsync(PortalFixture portal, Given given)
    {
        var submitted = await SubmittedAsync(portal, given);
        var waiting = await given.UpForSignature(("Audit of strategy meetings.txt", () => Text("Audit of strategy meetings")));
        var writing = await given.Assigned();
        await portal.AsAsync(Given.Police, s => s.GetRequiredService<SaveAnswer>().AsAsync(writing.Id, "LSCB-02", Given.Answer, 0, default));
        await portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(writing.Id, "LSCB-02", Given.Answer with { Know = KeptAside }, 0, default));
        var draft = await given.EvidenceItem(writing, "Draft on neglect.txt", () => Text("Draft on neglect"));
        await portal.AsAsync(Given.Manager, async s =>
        {
            var links = await s.GetRequiredService<Web.Persistence.PortalDbContext>().EvidenceLinks.Where(l => l.EvidenceItemId == draft).Select(l => l.Id).ToListAsync();
            await s.GetRequiredService<LinkEvidence>().RemoveAsync(links.Single(), default);
            await s.GetRequiredService<WithdrawEvidence>().AsAsync(draft, WithdrawnReason, default);
        });
        await given.EvidenceItem(writing, "Notes of the missing children panel.txt", () => Text("Notes of the missing children panel"));
        await given.EvidenceItem(writing, "Photograph of the panel’s wall.png", () => new MemoryStream([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]));
        await TogetherAsync(portal, writing);
        await portal.AsAsync(Given.Manager, s => s.GetRequiredService<PositionKeeper>().TakeAsync(writing.Id, PositionTitle, default));
        await SentBackAsync(portal, writing);
        await MattersAsync(portal, given);
        await OpeningAsync(portal, given, submitted);
        var due = await DisposalsAsync(portal, given, submitted.Board);
        var (failed, wait) = await portal.ReadAsync(async db =>
        {
            // Nothing of the shipped processes fails by itself: the row is as a failed step leaves it.
            var running = await db.Set<WorkflowBookmark>().OrderBy(b => b.Id).FirstAsync();
            var incident = new WorkflowIncident
            {
                Id = $"{running.InstanceId}/i900", InstanceId = running.InstanceId, BodyId = running.BodyId, ActivityId = "freeze", ActivityType = "Portal.FreezeVersion",
                Message = "The disk is full.", OpenedAt = PortalFixture.Start.UtcDateTime,
            };
            db.Add(incident);
            await db.SaveChangesAsync();
            return (incident.Id, running.Id);
        });
        var draftOfFramework = await given.DraftBegun();
        return await portal.ReadAsync(async db => new Everything
        {
            Board = submitted.Board,
            Submitted = submitted.Id,
            UpForSignature = waiting.Id,
            InProgress = writing.Id,
            Evidence = await db.EvidenceItems.Select(e => e.Id).ToListAsync(),
            Links = await db.EvidenceLinks.Select(l => l.Id).ToListAsync(),
            Pack = submitted.Pack!.Value,
            Review = await db.Reviews.Where(r => r.BodyId == submitted.Board).Select(r => r.Id).SingleAsync(),
            Timetable = await db.Matters.Where(m => m.Kind == Matter.OfReview).Select(m => m.Id).SingleAsync(),
            Matters = await db.Matters.Select(m => m.Id).ToListAsync(),
            Tasks = await db.Tasks.Where(t => t.MatterId != null).Select(t => t.Id).ToListAsync(),
            Waiting = await db.Tasks.Where(t => t.SelfAssessmentId == writing.Id && t.About == "LSCB-02" && t.State == TaskState.Open).Select(t => t.Id).ToListAsync(),
            Comments = await db.Comments.Select(c => c.Id).ToListAsync(),
            Caveats = await db.Caveats.Select(c => c.Id).ToListAsync(),
            Reviewers = await db.Set<ReviewTeamMember>().Where(m => m.Role == PostRole.Inspector).Select(m => m.PersonId).Distinct().ToListAsync(),
            Presentations = await db.Presentations.Select(p => p.Id).ToListAsync(),
            Slides = await db.Set<Slide>().Where(t => t.Kind == SlideKind.Added).Select(t => t.Id).ToListAsync(),
            Openings = await db.Set<OpeningSlot>().Select(o => o.Id).ToListAsync(),
            Hold = await db.Set<LegalHold>().Select(h => h.Id).SingleAsync(),
            Disposals = await db.Set<Disposal>().Select(d => d.Id).ToListAsync(),
            DueEvidence = due,
            LateAdditions = await db.LateAdditions.Select(l => l.Id).ToListAsync(),
            Agency = await db.Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync(),
            Posts = await db.Posts.Where(p => p.BodyId == submitted.Board).OrderBy(p => p.Title).Select(p => p.Id).ToListAsync(),
            Draft = draftOfFramework,
            Messages = await db.Set<OutgoingEmail>().Select(m => m.Id).ToListAsync(),
            Positions = await db.Set<Position>().Select(p => p.Id).ToListAsync(),
            OfflineReturns = await db.Set<OfflineReturn>().Select(r => r.Id).ToListAsync(),
            Cases = await db.Set<WorkflowInstance>().Select(i => i.Id).ToListAsync(),
            CaseParts = [failed[(failed.IndexOf('/') + 1)..], wait[(wait.IndexOf('/') + 1)..]],
            Content =
            [
                Given.Answer.Know, Given.Answer.HowKnown, Given.Answer.Difference, Given.Answer.Next,
                Given.Judgement.Reasons, Given.Judgement.KeptFromHigher, Given.Judgement.KeptFromLower, Given.Judgement.ChildrensVoice,
                ReturnReason, WithdrawnReason, KeptAside, WantedChange, PartnersComment, ManagersComment, EditedComment, CaveatMade, CaveatAnswered, AnnexASaid, LateStatement, LateReason, MatterWords, MatterAnswer, MatterSentBack, PositionTitle,
                ReturnedWords, ModerationReason, SlideTitle, SlidePoint, SpeakerNotes, PresentAtOpening, HoldReason, DisposalReason, DisposalApproved, LinkPurpose,
                .. await db.EvidenceItems.Select(e => e.Title).ToListAsync(),
                .. await db.StoredFiles.Select(f => f.Sha256).ToListAsync(),
                .. await db.FrozenVersions.Select(v => v.ContentHash).ToListAsync(),
                .. await db.Packs.Select(p => p.FileName).ToListAsync(),
            ],
        });
    }

    private static async Task<Scene> SubmittedAsync(PortalFixture portal, Given given)
    {
        var scene = await given.SignedByDirector(
            ("Audit of repeat referrals.txt", () => Text("Audit of repeat referrals")), ("What the participation group said.txt", () => Text("What the participation group said")));
        await given.Returned(Given.Chair, scene.Id, ReturnReason);
        await given.Finished(scene.Id, "Ready");
        await given.Signed(Given.Director, scene.Id);
        await given.Signed(Given.Chair, scene.Id);
        await given.JobsRun();
        scene = scene with { Pack = await portal.ReadAsync(db => db.Packs.Where(p => p.SelfAssessmentId == scene.Id).Select(p => p.Id).SingleAsync()) };
        await given.AddedLate(scene, "LSCB-03", LateStatement, LateReason);
        await given.PackLinked(scene, LinkPurpose);
        foreach (var (who, address) in new[] { ("ruth.bannister", $"/packs/download/{scene.Pack}"), (Given.Manager, $"/evidence/download/{scene.Evidence[0]}") })
        {
            using var file = await (await portal.SignedInAsAsync(who)).Fetch(address);
            file.EnsureSuccessStatusCode();
        }

        return scene;
    }

    /// <summary>The area was submitted and sent back, and the manager and the police have talked about it.</summary>
    private static async Task TogetherAsync(PortalFixture portal, Scene writing)
    {
        var police = await portal.ReadAsync(db => db.People.Where(p => p.Email.StartsWith(Given.Police)).Select(p => p.Id).SingleAsync());
        await portal.AsAsync(Given.Manager, async s =>
        {
            await s.GetRequiredService<DecideOnArea>().SubmitAsync(writing.Id, "LSCB", default);
            await s.GetRequiredService<DecideOnArea>().RequestChangesAsync(writing.Id, "LSCB", [new Web.Features.SelfAssessments.WantedChange("LSCB-02", WantedChange), new Web.Features.SelfAssessments.WantedChange(null, WantedChange)], new DateOnly(2015, 3, 20), default);
            await s.GetRequiredService<WriteComment>().BeginAsync(writing.Id, "LSCB-02", "Is that so?", [police], default);
            var onGrade = await s.GetRequiredService<WriteComment>().BeginAsync(writing.Id, "LSCB", ManagersComment, [], default);
            await s.GetRequiredService<WriteComment>().EditAsync(onGrade, EditedComment, default);
        });
        await portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnnexA>().AsAsync(writing.Id, "AXB-05", new AnnexAText(AnnexASaid), 0, default));
        var thread = await portal.ReadAsync(db => db.Comments.Where(c => c.CriterionId == "LSCB-02").Select(c => c.Id).SingleAsync());
        await portal.AsAsync(Given.Police, s => s.GetRequiredService<WriteComment>().ReplyAsync(thread, PartnersComment, [], default));
        await portal.AsAsync(Given.Police, s => s.GetRequiredService<RecordCaveat>().MakeAsync(writing.Id, CaveatKind.Caveat, "LSCB-02", CaveatMade, default));
        var caveat = await portal.ReadAsync(db => db.Caveats.Select(c => c.Id).SingleAsync());
        await portal.AsAsync(Given.Manager, s => s.GetRequiredService<RecordCaveat>().AnswerAsync(caveat, CaveatAnswered, default));
    }

    private static async Task SentBackAsync(PortalFixture portal, Scene writing)
    {
        var police = await portal.SignedInAsAsync(Given.Police);
        var address = $"/self-assessments/offline/{writing.Id}/LSCB";
        using var download = await police.Get(address + "?handler=Excel");
        var form = await download.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        (await (await police.Open(address)).Submit("Send it back", ("The file that you filled in", new Upload("LSCB.xlsx", form)))).ShouldSay("What the file would change");
    }

    private static async Task MattersAsync(PortalFixture portal, Given given)
    {
        var request = await given.EvidenceAsked("Strategy meetings", MatterWords, Given.Police);
        await given.Answered(Given.Police, request, "Provided", MatterAnswer);
        await given.Answered(Given.Manager, request, "Send back", MatterSentBack);
        await given.MoreTimeAsked(Given.Police, request, new DateOnly(2015, 6, 30), "The officer who has them is away.");
        var withdrawn = await given.EvidenceAsked("Training records", "Who was trained when.", Given.Police);
        await portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawMatter>().AsAsync(withdrawn, "They are on the web site.", default));
        var audit = await given.Opened(Given.Manager, "demo-northshire-board", "section-11-return", "Section 11 in 2015", "All eight standards.", new DateOnly(2015, 4, 29), Given.Police);
        await given.ReturnFilled(Given.Police, audit, Given.AgencyAnswer with { Know = ReturnedWords });
        await given.EvidenceReturned(Given.Police, audit, "SM-01");
        await given.Answered(Given.Police, audit, "Returned");
        await given.ReturnModerated(audit, Given.Police, reason: ModerationReason);
        var timetable = await given.TimetableStarted();
        await given.Answered("ruth.bannister", timetable, "Told");
    }

    /// <summary>The lead has offered the slot, the body has taken it, drawn slides, handed one presentation over and edits another, and the first was given.</summary>
    private static async Task OpeningAsync(PortalFixture portal, Given given, Scene submitted)
    {
        var slot = await portal.AsAsync("ruth.bannister", async s =>
        {
            var review = await s.GetRequiredService<Web.Persistence.PortalDbContext>().Reviews.Where(r => r.BodyId == submitted.Board).Select(r => r.Id).SingleAsync();
            return await s.GetRequiredService<OfferOpening>().ForAsync(review, PortalFixture.Start.UtcDateTime.AddMinutes(1), 30, default);
        });
        await portal.AsAsync(Given.Manager, s => s.GetRequiredService<AnswerOpening>().TakeAsync(slot, 1, default));
        var presentation = await portal.AsAsync(Given.Manager, s => s.GetRequiredService<DrawPresentation>().OfAsync(submitted.Id, "Opening presentation", default));
        await portal.AsAsync(Given.Manager, async s =>
        {
            var edit = s.GetRequiredService<EditPresentation>();
            Id<Slide> added = default;
            await edit.ChangeAsync(presentation, (p, at) => added = p.AddSlide("Ours", [SlidePoint], null, at).Id, null, default);
            (await edit.RewriteAsync(added, new SlideText(SlideTitle, [SlidePoint], SpeakerNotes, 2), 1, default)).ShouldBeNull();
        });
        await given.HandedOver(presentation);
        await portal.AsAsync(Given.Manager, s => s.GetRequiredService<DrawPresentation>().CopyAsync(presentation, default));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.AsAsync("ruth.bannister", s => s.GetRequiredService<OfferOpening>().GivenAsync(slot, PortalFixture.Start.UtcDateTime.AddMinutes(1), PresentAtOpening, presentation, default));
    }

    private static async Task<Id<EvidenceItem>> DisposalsAsync(PortalFixture portal, Given given, Id<Body> board)
    {
        var longAgo = new DateTime(2008, 3, 3, 9, 0, 0, DateTimeKind.Utc);
        var due = await given.OldEvidence("Register of the panel of 2007", "Register of the panel of 2007.", longAgo);
        var held = await given.OldEvidence("Report on the case of 2007", "Report on the case of 2007.", longAgo);
        var disposed = await given.OldEvidence("Figures of the quarter of 2007", "Figures of the quarter of 2007.", longAgo);
        var proposed = await given.OldEvidence("Training plan of 2007", "Training plan of 2007.", longAgo);
        await portal.AsAsync(Given.Manager, s => s.GetRequiredService<KeepEvidence>().HoldAsync(board, held, HoldReason, default));
        await portal.AsAsync(Given.Manager, s => s.GetRequiredService<KeepEvidence>().SetPeriodAsync(board, RetainedKind.Partner, 7, "As the police keep them.", default));
        var approved = await portal.AsAsync(Given.Manager, s => s.GetRequiredService<ProposeDisposal>().OfAsync(board, [disposed], DisposalReason, default));
        await portal.AsAsync(Given.Chair, s => s.GetRequiredService<DecideDisposal>().ApproveAsync(approved, DisposalApproved, default));
        await portal.AsAsync(Given.Manager, s => s.GetRequiredService<ProposeDisposal>().OfAsync(board, [proposed], DisposalReason, default));
        return due;
    }

    private static MemoryStream Text(string title) => new(Encoding.UTF8.GetBytes($"{title}\n\nMade up.\n"));
}
