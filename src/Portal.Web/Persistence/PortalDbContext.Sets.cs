using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Domain.Matters;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;

namespace Portal.Web.Persistence;

// What is asked for most has a name; for the rest there is Set.
public abstract partial class PortalDbContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Body> Bodies => Set<Body>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Post> Posts => Set<Post>();

    public DbSet<SelfAssessment> SelfAssessments => Set<SelfAssessment>();

    public DbSet<Assignment> Assignments => Set<Assignment>();

    public DbSet<Answer> Answers => Set<Answer>();

    public DbSet<Judgement> Judgements => Set<Judgement>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<AreaProgress> AreaProgress => Set<AreaProgress>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<PartnerLink> PartnerLinks => Set<PartnerLink>();

    public DbSet<Caveat> Caveats => Set<Caveat>();

    public DbSet<EvidenceItem> EvidenceItems => Set<EvidenceItem>();

    public DbSet<EvidenceLink> EvidenceLinks => Set<EvidenceLink>();

    public DbSet<StoredFile> StoredFiles => Set<StoredFile>();

    public DbSet<FrozenVersion> FrozenVersions => Set<FrozenVersion>();

    public DbSet<Reopening> Reopenings => Set<Reopening>();

    public DbSet<LateAddition> LateAdditions => Set<LateAddition>();

    public DbSet<EvidencePack> Packs => Set<EvidencePack>();

    public DbSet<Redaction> Redactions => Set<Redaction>();

    public DbSet<PackLink> PackLinks => Set<PackLink>();

    public DbSet<Presentation> Presentations => Set<Presentation>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<Matter> Matters => Set<Matter>();

    public DbSet<PostTask> Tasks => Set<PostTask>();
}
