//! Optional features of a service, with their names in `config.json`.

use swr_api::FeatureGate;

/// Something that not every service can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    /// Giving an image a further tag.
    Retag,
    /// Which tags a signature is for.
    References,
    /// Signatures, attestations and others that belong to an image.
    Accessories,
    /// Configurations of images.
    ImageConfigurations,
    /// The lists by marker, which are lighter.
    ListV3,
    /// Copying images to other regions.
    Synchronization,
    /// Updating workloads when an image was pushed.
    Triggers,
    /// Triggers for cloud container instances besides those for clusters.
    CloudContainerInstances,
    /// Rules by which tags go.
    Retention,
    /// The temporary login as a token.
    AuthorizationToken,
    /// A temporary login that lasts as long as one likes.
    ValidityPeriod,
    /// What was stored and pulled, day by day.
    Reports,
    /// Signatures by cosign.
    CosignSignature,
}

impl Capability {
    /// Each with its word in `config.json`.
    pub(crate) const WORDS: [(&str, Self); 13] = [
        ("retag", Self::Retag),
        ("references", Self::References),
        ("accessories", Self::Accessories),
        ("image_configurations", Self::ImageConfigurations),
        ("list_v3", Self::ListV3),
        ("synchronization", Self::Synchronization),
        ("triggers", Self::Triggers),
        ("cloud_container_instances", Self::CloudContainerInstances),
        ("retention", Self::Retention),
        ("authorization_token", Self::AuthorizationToken),
        ("validity_period", Self::ValidityPeriod),
        ("reports", Self::Reports),
        ("cosign_signature", Self::CosignSignature),
    ];

    /// The gate that speaks of it, where there is one.
    pub(crate) fn gate(self) -> Option<FeatureGate> {
        Some(match self {
            Self::ListV3 => FeatureGate::ListV3,
            Self::Synchronization => FeatureGate::ImageSynchronization,
            Self::CloudContainerInstances => FeatureGate::CloudContainerInstance,
            Self::AuthorizationToken => FeatureGate::AuthorizationToken,
            Self::ValidityPeriod => FeatureGate::CustomValidityPeriod,
            Self::CosignSignature => FeatureGate::CosignSignature,
            Self::Retag
            | Self::References
            | Self::Accessories
            | Self::ImageConfigurations
            | Self::Triggers
            | Self::Retention
            | Self::Reports => return None,
        })
    }
}
