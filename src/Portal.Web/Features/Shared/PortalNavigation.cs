using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Shared;

/// <summary>
/// The sections of the portal, in one fixed order. Nobody signed in sees none; a signed-in person sees the sections whose pages
/// exist and whose own policy lets them in, so the menu cannot disagree with the pages.
/// </summary>
public sealed class PortalNavigation(
    EndpointDataSource endpoints, IAuthorizationPolicyProvider policies, IAuthorizationService authorization, PortalDbContext db, CurrentPerson me) : ViewComponent
{
    private const string Inbox = "/Inbox/Index";
    private const string Messages = "/Messages/Index";

    private static readonly Section[] Sections =
    [
        new("Inbox", Inbox),
        new("Search", "/Search/Index"),
        new("Self-assessments", "/SelfAssessments/Index"),
        new("Matters", "/Matters/Index"),
        new("Evidence", "/Evidence/Index"),
        new("Annex A", "/AnnexA/Index"),
        new("Packs", "/Packs/Index"),
        new("Presentations", "/Presentations/Index"),
        new("Reviews", "/Reviews/Index"),
        new("Moderation", "/Moderation/Index"),
        new("Improvement plans", "/ImprovementPlans/Index"),
        new("Frameworks", "/Frameworks/Index"),
        new("People", "/People/Index"),
        new("Messages", Messages),
        new("Administration", "/Administration/Index"),
    ];

    /// <summary>Renders the menu.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var items = new List<Item>();
        if (HttpContext.User.Identity?.IsAuthenticated == true)
        {
            var here = (ViewContext.ActionDescriptor as PageActionDescriptor)?.ViewEnginePath ?? "";
            foreach (var section in Sections)
            {
                if (Url.Page(section.Page) is { } address && await MayOpenAsync(section.Page))
                {
                    var (count, counted) = section.Page switch
                    {
                        Inbox => (await WaitingAsync(), "waiting"),
                        Messages => (me.UnreadMessages, "unread"),
                        _ => (0, ""),
                    };
                    items.Add(new Item(section.Text, address, Matches(section.Page, here), count, counted));
                }
            }
        }

        return View(items);
    }

    /// <summary>Tasks that wait for the person, as the inbox counts them: asked for while the page is shown, so that it is right after each act.</summary>
    private async Task<int> WaitingAsync()
    {
        var posts = me.Posts.Where(p => Policies.Roles[Policies.AskedByProcess].Contains(p.Role)).Select(p => p.Id).ToList();
        return posts.Count == 0 ? 0 : await db.Tasks.CountAsync(t => t.State == TaskState.Open && posts.Contains(t.PostId), HttpContext.RequestAborted);
    }

    private static string? Matches(string page, string here)
    {
        var folder = page[..(page.LastIndexOf('/') + 1)];
        return here == page ? "page" : here.StartsWith(folder, StringComparison.Ordinal) ? "true" : null;
    }

    private async Task<bool> MayOpenAsync(string page)
    {
        var endpoint = endpoints.Endpoints.FirstOrDefault(e => e.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath == page);
        var policy = await AuthorizationPolicy.CombineAsync(policies, endpoint?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? []);
        return policy is null || (await authorization.AuthorizeAsync(HttpContext.User, policy)).Succeeded;
    }

    private sealed record Section(string Text, string Page);

    /// <summary>One link of the menu.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="Address">Where it goes.</param>
    /// <param name="Current">"page" when this is the page shown, "true" when the page shown is inside the section, else null.</param>
    /// <param name="Count">How many things wait there; zero says nothing.</param>
    /// <param name="Counted">What of them is counted.</param>
    public sealed record Item(string Text, string Address, string? Current, int Count, string Counted)
    {
        /// <summary>The count as it is read.</summary>
        public string CountWords => Counted == "unread" && Count >= CurrentPerson.MostUnread ? $"{CurrentPerson.MostUnread - 1}+" : $"{Count}";
    }
}
