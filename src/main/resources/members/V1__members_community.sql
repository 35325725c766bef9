-- The members' community: who belongs, who applied, who invited whom.

CREATE TYPE user_role AS ENUM ('member', 'moderator', 'admin');
CREATE TYPE account_status AS ENUM ('pending', 'active', 'suspended', 'banned');
CREATE TYPE auth_method AS ENUM ('email', 'wallet', 'social');
CREATE TYPE profile_visibility AS ENUM ('public', 'members', 'private');
CREATE TYPE availability_status AS ENUM ('available', 'open_to_offers', 'unavailable');
CREATE TYPE learning_track AS ENUM ('ai', 'crypto', 'privacy');
CREATE TYPE application_status AS ENUM ('pending', 'approved', 'rejected');

CREATE TABLE users (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  privy_did text NOT NULL,
  email text NOT NULL,
  username text NOT NULL,
  display_name text,
  bio text,
  avatar_url text,
  ext_wallet text,
  app_wallet text,
  primary_auth_method auth_method DEFAULT 'email' NOT NULL,
  role user_role DEFAULT 'member' NOT NULL,
  account_status account_status DEFAULT 'pending' NOT NULL,
  invited_by_user_id uuid,
  approved_by_user_id uuid,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  last_login_at timestamptz,
  deleted_at timestamptz,
  privy_metadata jsonb DEFAULT '{}' NOT NULL,
  metadata jsonb DEFAULT '{}' NOT NULL,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_privy_did_key UNIQUE (privy_did),
  CONSTRAINT users_email_key UNIQUE (email),
  CONSTRAINT users_username_key UNIQUE (username),
  CONSTRAINT users_invited_by_user_id_fkey
    FOREIGN KEY (invited_by_user_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT users_approved_by_user_id_fkey
    FOREIGN KEY (approved_by_user_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT users_email_format
    CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$'),
  CONSTRAINT users_username_format CHECK (username ~ '^[a-z0-9_]{3,30}$'),
  CONSTRAINT users_ext_wallet_format CHECK (ext_wallet ~ '^0x[0-9a-fA-F]{40}$'),
  CONSTRAINT users_app_wallet_format CHECK (app_wallet ~ '^0x[0-9a-fA-F]{40}$')
);

CREATE INDEX users_privy_did_idx ON users (privy_did);
CREATE INDEX users_email_idx ON users (email);
CREATE INDEX users_username_idx ON users (username);
CREATE INDEX users_ext_wallet_idx ON users (ext_wallet) WHERE ext_wallet IS NOT NULL;
CREATE INDEX users_app_wallet_idx ON users (app_wallet) WHERE app_wallet IS NOT NULL;
CREATE INDEX users_account_status_idx ON users (account_status);
CREATE INDEX users_invited_by_user_id_idx ON users (invited_by_user_id);
CREATE INDEX users_not_deleted_idx ON users (deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX users_primary_auth_method_idx ON users (primary_auth_method);

CREATE TABLE profiles (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  user_id uuid NOT NULL,
  city text,
  country text,
  country_code text,
  x_account text,
  github_account text,
  linkedin_account text,
  telegram_account text,
  discord_account text,
  learning_tracks learning_track[] DEFAULT '{}' NOT NULL,
  profile_visibility profile_visibility DEFAULT 'members' NOT NULL,
  availability_status availability_status DEFAULT 'available' NOT NULL,
  completed_bounties integer DEFAULT 0 NOT NULL,
  total_earnings_usd numeric(12, 2) DEFAULT 0 NOT NULL,
  contributions_count integer DEFAULT 0 NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  deleted_at timestamptz,
  metadata jsonb DEFAULT '{}' NOT NULL,
  CONSTRAINT profiles_pkey PRIMARY KEY (id),
  CONSTRAINT profiles_user_id_key UNIQUE (user_id),
  CONSTRAINT profiles_user_id_fkey
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT profiles_country_code_format CHECK (country_code ~ '^[A-Z]{2}$'),
  CONSTRAINT profiles_completed_bounties_not_negative CHECK (completed_bounties >= 0),
  CONSTRAINT profiles_total_earnings_usd_not_negative CHECK (total_earnings_usd >= 0),
  CONSTRAINT profiles_contributions_count_not_negative CHECK (contributions_count >= 0)
);

CREATE INDEX profiles_user_id_idx ON profiles (user_id);
CREATE INDEX profiles_country_code_idx ON profiles (country_code);
CREATE INDEX profiles_visibility_availability_idx
  ON profiles (profile_visibility, availability_status);
CREATE INDEX profiles_not_deleted_idx ON profiles (deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX profiles_completed_bounties_idx ON profiles (completed_bounties);
CREATE INDEX profiles_total_earnings_usd_idx ON profiles (total_earnings_usd);

CREATE TABLE applications (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  user_id uuid,
  motivation_text text NOT NULL,
  status application_status DEFAULT 'pending' NOT NULL,
  reviewed_by_user_id uuid,
  reviewed_at timestamptz,
  review_notes text,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  metadata jsonb DEFAULT '{}' NOT NULL,
  CONSTRAINT applications_pkey PRIMARY KEY (id),
  CONSTRAINT applications_user_id_key UNIQUE (user_id),
  CONSTRAINT applications_user_id_fkey
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT applications_reviewed_by_user_id_fkey
    FOREIGN KEY (reviewed_by_user_id) REFERENCES users (id) ON DELETE SET NULL
);

CREATE INDEX applications_user_id_idx ON applications (user_id);
CREATE INDEX applications_status_idx ON applications (status);
CREATE INDEX applications_reviewed_by_user_id_idx ON applications (reviewed_by_user_id);
CREATE INDEX applications_created_at_idx ON applications (created_at);
CREATE INDEX applications_status_created_at_idx ON applications (status, created_at);

CREATE TABLE invitations (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  inviter_user_id uuid NOT NULL,
  redeemed_by_user_id uuid,
  invite_code text NOT NULL,
  redeemed_at timestamptz,
  expires_at timestamptz,
  -- A plain column: a generated one would need now(), which is not immutable.
  status text DEFAULT 'pending' NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  metadata jsonb DEFAULT '{}' NOT NULL,
  CONSTRAINT invitations_pkey PRIMARY KEY (id),
  CONSTRAINT invitations_invite_code_key UNIQUE (invite_code),
  CONSTRAINT invitations_inviter_user_id_fkey
    FOREIGN KEY (inviter_user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT invitations_redeemed_by_user_id_fkey
    FOREIGN KEY (redeemed_by_user_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT invitations_invite_code_format CHECK (invite_code ~ '^[A-Z0-9]{8,16}$')
);

CREATE INDEX invitations_inviter_user_id_idx ON invitations (inviter_user_id);
CREATE INDEX invitations_redeemed_by_user_id_idx ON invitations (redeemed_by_user_id);
CREATE INDEX invitations_invite_code_idx ON invitations (invite_code);
CREATE INDEX invitations_status_idx ON invitations (status);
CREATE INDEX invitations_pending_per_inviter_idx
  ON invitations (inviter_user_id) WHERE status = 'pending';
