using System.Net;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Pages;

/// <summary>Which post opens which page: the endpoint list and this table say the same.</summary>
public sealed class OpeningPagesByPost(PortalFixture portal) : PortalTest(portal)
{
    private static readonly (string Column, string? Who)[] _people =
    [
        ("anybody", null), ("chair", Given.Chair), ("manager", Given.Manager), ("police", Given.Police), ("director", Given.Director), ("chief", "david.lowe"),
        ("data", "aisha.khan"), ("lead", "ruth.bannister"), ("inspector", "karl.voss"), ("quality", "imogen.price"), ("author", "neil.frost"), ("admin", "pat.quinn"),
    ];

    /// <summary>
    /// Pages of Northshire's board: o opens, r leads on to another page, x refused (403), - not there for this person (404), s asked to sign
    /// in first. Director, chief executive and data officer are of its authority; lead, inspector and quality assurance lead are in the board's review.
    /// </summary>
    private const string Table =
        """
        page                             anybody chair manager police director chief data lead inspector quality author admin
        /Accessibility/Index             o       o     o       o      o        o     o    o    o         o       o      o
        /Account/Calendar                s       o     o       o      o        o     o    o    o         o       o      o
        /Account/ConfirmEmail            s       o     o       o      o        o     o    o    o         o       o      o
        /Account/Email                   s       o     o       o      o        o     o    o    o         o       o      o
        /Account/Index                   s       o     o       o      o        o     o    o    o         o       o      o
        /Account/SignIn                  o       o     o       o      o        o     o    o    o         o       o      o
        /Account/SignOut                 s       r     r       r      r        r     r    r    r         r       r      r
        /Administration/Audit            s       x     x       x      x        x     x    x    x         x       x      o
        /Administration/CorrectEmail     s       x     x       x      x        x     x    x    x         x       x      o
        /Administration/Files            s       x     x       x      x        x     x    x    x         x       x      o
        /Administration/Index            s       x     x       x      x        x     x    x    x         x       x      o
        /Administration/Jobs             s       x     x       x      x        x     x    x    x         x       x      o
        /Administration/Mail             s       x     x       x      x        x     x    x    x         x       x      o
        /Administration/PauseMail        s       x     x       x      x        x     x    x    x         x       x      o
        /Administration/Workflows/Case   s       x     x       x      x        x     x    x    x         x       x      o
        /Administration/Workflows/Definition s   x     x       x      x        x     x    x    x         x       x      o
        /Administration/Workflows/End    s       x     x       x      x        x     x    x    x         x       x      o
        /Administration/Workflows/Incident s     x     x       x      x        x     x    x    x         x       x      o
        /Administration/Workflows/Index  s       x     x       x      x        x     x    x    x         x       x      o
        /Administration/Workflows/Migrate s      x     x       x      x        x     x    x    x         x       x      o
        /Administration/Workflows/Publish s      x     x       x      x        x     x    x    x         x       x      o
        /Administration/Workflows/Wait   s       x     x       x      x        x     x    x    x         x       x      o
        /Error                           -       -     -       -      -        -     -    -    -         -       -      -
        /Evidence/Attachments            s       o     o       o      x        x     -    x    x         x       x      x
        /Evidence/Custody                s       o     o       x      o        o     -    x    x         x       x      x
        /Evidence/Describe               s       o     o       o      x        x     -    x    x         x       x      x
        /Evidence/Details                s       o     o       o      o        o     -    x    x         x       x      x
        /Evidence/Download               s       r     r       r      r        r     -    x    x         x       x      x
        /Evidence/Index                  s       o     o       o      o        o     o    x    x         x       x      x
        /Evidence/Link                   s       o     o       o      x        x     -    x    x         x       x      x
        /Evidence/Matrix                 s       o     o       o      o        o     -    x    x         x       x      x
        /Evidence/Preview                s       o     o       o      o        o     -    x    x         x       x      x
        /Evidence/Read                   s       o     o       o      o        o     -    x    x         x       x      x
        /Evidence/Use                    s       o     o       o      o        o     r    x    x         x       x      x
        /Evidence/Replace                s       o     o       o      x        x     -    x    x         x       x      x
        /Evidence/Upload                 s       o     o       o      o        r     o    x    x         x       x      x
        /Evidence/Withdraw               s       o     o       x      x        x     -    x    x         x       x      x
        /Frameworks/Compare              s       o     o       o      o        o     o    o    o         o       o      o
        /Frameworks/Criterion            s       o     o       o      o        o     o    o    o         o       o      o
        /Frameworks/Details              s       o     o       o      o        o     o    o    o         o       o      o
        /Frameworks/Drafts/Criterion     s       x     x       x      x        x     x    x    x         x       o      x
        /Frameworks/Drafts/Edit          s       x     x       x      x        x     x    x    x         x       o      x
        /Frameworks/Drafts/Index         s       x     x       x      x        x     x    x    x         x       o      x
        /Frameworks/Export               s       o     o       o      o        o     o    o    o         o       o      o
        /Frameworks/Index                s       o     o       o      o        o     o    o    o         o       o      o
        /Help/Index                      o       o     o       o      o        o     o    o    o         o       o      o
        /Inbox/Chase                     s       o     o       x      -        x     x    x    x         x       x      x
        /Inbox/Done                      s       o     o       o      o        o     o    o    o         o       o      o
        /Inbox/Reassign                  s       o     o       x      -        x     x    x    x         x       x      x
        /Inbox/Team                      s       o     o       x      o        x     x    x    x         x       x      x
        /Inbox/Index                     s       o     o       o      o        o     o    o    o         o       o      o
        /Index                           s       o     o       o      o        o     o    o    o         o       o      o
        /LateAdditions/Add               s       o     o       x      x        x     -    x    x         x       x      x
        /LateAdditions/Download          s       r     r       r      r        r     -    r    r         r       -      -
        /Matters/Details                 s       o     o       o      -        -     o    o    o         o       x      x
        /Matters/Export                  s       o     o       o      -        -     -    -    -         -       x      x
        /Matters/Index                   s       o     o       o      o        o     o    o    o         o       x      x
        /Matters/MoreTime                s       -     o       o      -        -     o    o    -         -       x      x
        /Matters/Move                    s       o     o       x      -        -     x    o    x         x       x      x
        /Matters/Open                    s       o     o       -      o        -     o    -    -         -       x      x
        /Matters/Print                   s       o     o       o      -        -     -    -    -         -       x      x
        /Matters/Return                  s       o     o       o      -        -     -    -    -         -       x      x
        /Matters/ReturnHistory           s       o     o       o      -        -     -    -    -         -       x      x
        /Matters/Returns                 s       o     o       -      -        -     -    -    -         -       x      x
        /Matters/Standard                s       o     o       o      -        -     -    -    -         -       x      x
        /Matters/Task                    s       o     o       o      -        -     o    o    -         -       x      x
        /Matters/Timetable               s       x     x       x      x        x     x    o    -         -       x      x
        /Matters/Withdraw                s       o     o       o      -        -     x    o    x         x       x      x
        /Messages/Details                s       o     o       o      o        -     -    o    o         o       -      -
        /Messages/Index                  s       o     o       o      o        o     o    o    o         o       o      o
        /Messages/Preferences            s       o     o       o      o        o     o    o    o         o       o      o
        /Messages/Stop - - - - - - - - - - - -
        /Outbox/Index                    -       -     -       -      -        -     -    -    -         -       -      -
        /Packs/Details                   s       o     o       o      o        o     -    o    o         o       -      -
        /Packs/Download                  s       r     r       r      r        r     -    r    r         r       -      -
        /Packs/Index                     s       o     o       o      o        o     o    o    o         o       o      o
        /Packs/Link                      - - - - - - - - - - - -
        /Packs/LinkDownload              - - - - - - - - - - - -
        /Packs/LinkReceipt               - - - - - - - - - - - -
        /Packs/Links                     s       o     o       -      -        -     -    x    x         x       x      x
        /Packs/Redact                    s       o     o       -      -        -     -    x    x         x       x      x
        /Packs/RedactCheck               s       o     o       -      -        -     -    x    x         x       x      x
        /Packs/Report                    s       o     o       o      o        o     -    o    o         o       -      -
        /People/HandOver                 s o o x - - - x x x x x
        /People/Index                    s       o     o       o      o        o     o    x    x         x       x      x
        /People/NameDeputy               s o o o - - - x x x x x
        /People/Post                     s o o o - - - x x x x x
        /People/ReminderKind             s o o x x x - x x x x x
        /People/ReminderWeek             s o o x x x - x x x x x
        /People/Reminders                s o o x o o - x x x x x
        /People/Sent                     s o o x x x - x x x x x
        /Presentations/AddChart s o o x x x - x x x x x
        /Presentations/AddSlide s o o x x x - x x x x x
        /Presentations/Audience s o o o o o - o o o - -
        /Presentations/Draw s o o x x x - x x x x x
        /Presentations/Edit s o o - - - - x x x x x
        /Presentations/HandOver s o o x x x - x x x x x
        /Presentations/Handout s o o o o o - o o o - -
        /Presentations/Index s o o o o o o x x x x x
        /Presentations/Opening s o o o o o - x x x x x
        /Presentations/Present s o o - - - - x x x x x
        /Presentations/RemoveSlide s o o x x x - x x x x x
        /Presentations/Settings s o o x x x - x x x x x
        /Presentations/Show s o o o o o - o o o - -
        /Presentations/Slide s o o x x x - x x x x x
        /Privacy/Index                   o       o     o       o      o        o     o    o    o         o       o      o
        /Retention/Decide                s o r x x x - x x x x x
        /Retention/Disposal              s o o x o o - x x x x x
        /Retention/Disposals             s o o x o o - x x x x x
        /Retention/Hold                  s o o x x x - x x x x x
        /Retention/HoldAll               s o o x x x - x x x x x
        /Retention/Holds                 s o o x o o - x x x x x
        /Retention/Index                 s o o x o o o x x x x x
        /Retention/Period                s o o x x x - x x x x x
        /Retention/Propose               s o o x x x - x x x x x
        /Retention/Release               s o o x x x - x x x x x
        /Retention/Schedule              s o o x o o - x x x x x
        /Retention/Withdraw              s r o x x x - x x x x x
        /Reviews/Details                 s       x     x       x      x        x     x    o    o         o       x      x
        /Reviews/Given s x x x x x x o - - x x
        /Reviews/Index                   s       x     x       x      x        x     x    o    o         o       x      x
        /Reviews/MoveOpening s x x x x x x o - - x x
        /Reviews/Offer s x x x x x x o - - x x
        /Reviews/TakeOut                 s       x     x       x      x        x     x    o    -         -       x      x
        /Reviews/Team                    s       x     x       x      x        x     x    o    -         -       x      x
        /Reviews/WithdrawOpening s x x x x x x o - - x x
        /SelfAssessments/AnnexA          s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/AnnexAQuestion  s       o     o       -      o        o     -    x    x         x       x      x
        /Search/Index                    s       o     o       o      o        o     o    o    o         o       o      o
        /SelfAssessments/Answer          s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/AnswerCaveat    s o o o x x - x x x x x
        /SelfAssessments/Area            s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/Assign          s       o     o       x      x        x     -    x    x         x       x      x
        /SelfAssessments/AssignArea      s       o     o       x      x        x     -    x    x         x       x      x
        /SelfAssessments/AssignMany      s o o x x x - x x x x x
        /SelfAssessments/Caveats         s o o o o o - x x x x x
        /SelfAssessments/Challenge       s o o x x x - x x x x x
        /SelfAssessments/Comments        s o o o - - - x x x x x
        /SelfAssessments/EditComment     s x o o - - - x x x x x
        /SelfAssessments/Compare         s       o     o       x      o        o     -    x    x         x       x      x
        /SelfAssessments/Coverage        s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/Export          s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/Carried         s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/Former          s       o     o       x      o        o     -    x    x         x       x      x
        /SelfAssessments/History         s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/Index           s       o     o       o      o        o     o    x    x         x       x      x
        /SelfAssessments/Invite          s o o x x x - x x x x x
        /SelfAssessments/Judge           s o o - o o - x x x x x
        /SelfAssessments/Move            s       o     o       x      x        x     -    x    x         x       x      x
        /SelfAssessments/Offline         s       o     o       o      x        x     -    x    x         x       x      x
        /SelfAssessments/OfflinePreview  s       -     -       o      -        -     -    x    x         x       x      x
        /SelfAssessments/NewerVersion    s       o     o       x      x        x     -    x    x         x       x      x
        /SelfAssessments/Open            s       o     o       x      o        x     x    x    x         x       x      x
        /SelfAssessments/Overview        s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/Partner/Answer  - - - - - - - - - - - -
        /SelfAssessments/Partner/Done    o o o o o o o o o o o o
        /SelfAssessments/Partner/Ended   - - - - - - - - - - - -
        /SelfAssessments/Partner/Index   - - - - - - - - - - - -
        /SelfAssessments/Partner/Open    - - - - - - - - - - - -
        /SelfAssessments/Partner/Submit  - - - - - - - - - - - -
        /SelfAssessments/Positions       s       o     o       x      o        o     -    x    x         x       x      x
        /SelfAssessments/Print           s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/Process         s o o x o o - x x x x x
        /SelfAssessments/Readiness       s o o x o o - x x x x x
        /SelfAssessments/Receipt         s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/Thread          s o o o - - - x x x x x
        /SelfAssessments/Timeline        s o o x o o - x x x x x
        /SelfAssessments/Withdraw        s       o     o       x      x        x     -    x    x         x       x      x
        /SelfAssessments/Wording         s       o     o       o      o        o     -    x    x         x       x      x
        /SelfAssessments/Write           s       o     o       o      o        o     -    x    x         x       x      x
        /SignOff/Read                    s       o     o       o      o        o     -    x    x         x       x      x
        /SignOff/Reopen                  s       o     x       x      o        x     -    x    x         o       x      x
        /SignOff/Return                  s       o     x       x      o        x     -    x    x         x       x      x
        /SignOff/Returned                s       o     r       r      r        r     -    x    x         x       x      x
        /SignOff/Sign                    s       o     x       x      o        x     -    x    x         x       x      x
        /SignOff/Signed                  s       o     r       r      o        r     -    x    x         x       x      x
        """;

    private static readonly string[] _rows =
        [.. Table.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))];

    [Fact]
    public async Task Every_page_names_one_policy_or_is_for_anybody()
    {
        var pages = await PortalPages.AllAsync(Portal.Host);

        pages.Where(p => p.IsForAnybody ? p.Policies.Count > 0 : p.Policies is not [Policies.SignedIn or Policies.AskedByProcess or Policies.Guest or Policies.AssessedBody or Policies.ReviewTeam or Policies.MakesUpTeams or Policies.FrameworkAuthor or Policies.Administrator])
            .Select(p => $"{p}: {string.Join(", ", p.Policies)}").ShouldBeEmpty();
        pages.Where(p => p.IsForAnybody).Select(p => p.Name).Distinct().ShouldBe(
            ["/Accessibility/Index", "/Account/SignIn", "/Account/SignOut", "/Error", "/Help/Index", "/Messages/Stop", "/Outbox/Index", "/Packs/Link", "/Packs/LinkDownload", "/Packs/LinkReceipt", "/Privacy/Index", "/SelfAssessments/Partner/Open", "/SelfAssessments/Partner/Ended", "/SelfAssessments/Partner/Done"], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_page_is_in_the_table_and_opens_as_it_says()
    {
        var book = new AddressBook(await Everything.AtNorthshireAsync(Portal, Given));
        var pages = (await PortalPages.AllAsync(Portal.Host)).DistinctBy(p => p.Name).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();

        var found = new List<string> { $"page {string.Join(' ', _people.Select(p => p.Column))}" };
        foreach (var page in pages)
        {
            var marks = new List<string>();
            foreach (var (_, who) in _people)
            {
                marks.Add(await MarkAsync(book.Of(page), who));
            }

            found.Add($"{page.Name} {string.Join(' ', marks)}");
        }

        found.Except(_rows).ShouldBeEmpty("Pages as they are found.");
        _rows.Except(found).ShouldBeEmpty("Rows of the table that are not so.");
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_comes_back_to_where_they_were_going()
    {
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        var address = $"/self-assessments/answer/{theirs.InProgress}/LSCB-02?from=mail";

        var visitor = new Visitor(Portal.Host);
        var page = await visitor.Open(address);
        page.Path.ShouldBe("/account/sign-in");
        var after = await page.Submit("Sign in", ("Email address", "priya.nair@demo.example"), ("Password", Web.Seeding.DemoAccount.Password));

        (after.Status, after.Address.PathAndQuery).ShouldBe((HttpStatusCode.OK, address));
    }

    [Fact]
    public async Task What_is_no_page_is_a_file_of_the_front_end_the_health_check_or_for_administrators()
    {
        PortalPages.Others(Portal.Host).Select(e => e.RoutePattern.RawText).Distinct().ShouldBe(
            ["/health", "/files/{ticket}/{name}", "/calendar/{token}.ics", "/evidence/uploads/", "/evidence/uploads/{id:guid}", "/administration/jobs/hangfire/{**path}", "/mail/bounces"], ignoreOrder: true);
        (await new Visitor(Portal.Host).Get("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await new Visitor(Portal.Host).Get("/administration/jobs/hangfire")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        foreach (var (column, who) in _people.Where(p => p.Who is not null))
        {
            (await (await SignedInAs(who!)).Get("/administration/jobs/hangfire")).StatusCode.ShouldBe(column == "admin" ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task What_hangfires_pages_change_is_changed_by_administrators_alone_and_never_from_another_site()
    {
        const string Trigger = "/administration/jobs/hangfire/recurring/trigger";
        foreach (var (column, who) in _people)
        {
            var visitor = who is null ? new Visitor(Portal.Host) : await SignedInAs(who);
            using var request = new HttpRequestMessage(HttpMethod.Post, Trigger) { Content = new FormUrlEncodedContent([new("jobs[]", "send-mail")]) };
            using var answer = await visitor.Send(request);
            answer.StatusCode.ShouldBe(who is null ? HttpStatusCode.Redirect : HttpStatusCode.Forbidden, column);
        }

        Portal.Host.Services.GetRequiredService<JobStorage>().GetMonitoringApi().EnqueuedCount("default").ShouldBe(0);
    }

    /// <summary>The best that any address of a page gives: in another stage or with something else asked for it may well give less.</summary>
    private async Task<string> MarkAsync(IReadOnlyList<PageAddress> addresses, string? who)
    {
        var visitor = who is null ? new Visitor(Portal.Host) : await SignedInAs(who);
        var marks = new List<string>();
        foreach (var address in addresses)
        {
            var page = await visitor.Open(address.Path);
            marks.Add((page.Status, page.Path) switch
            {
                (HttpStatusCode.OK, "/account/sign-in") when address.Page.Name != "/Account/SignIn" => "s",
                (HttpStatusCode.OK, _) when page.Path != new Uri(page.Address, address.Path).AbsolutePath => "r",
                (HttpStatusCode.OK, _) => "o",
                (HttpStatusCode.Forbidden, _) => "x",
                (HttpStatusCode.NotFound, _) => "-",
                _ => $"{(int)page.Status}",
            });
        }

        return marks.OrderBy(m => "sorx-".IndexOf(m, StringComparison.Ordinal)).First();
    }
}
